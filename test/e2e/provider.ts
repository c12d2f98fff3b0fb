/**
 * A stand-in for a provider plugin, `node provider.js <version>`: it fills in defaults and names as the embedded monitor
 * does (which the recorded stacks hold against the real provider), plans outputs, and knows no cloud.
 */
import type * as grpc from "@grpc/grpc-js";
import * as pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Values } from "../../cli/inputs/stack";
import { DataSources } from "../../cli/program/datasources";
import { checkedInputs, plannedOutputs } from "../../cli/program/provider-defaults";
import { serve, unary } from "../../cli/program/server";

const plain = (struct?: Struct): Values => struct?.toJavaScript() ?? {};
const toStruct = (values: Values): Struct => Struct.fromJavaScript(values as never);
const typeOf = (urn: string): string => (urn.split("::")[2] as string).split("$").pop() as string;
const nameOf = (urn: string): string => urn.split("::").pop() as string;

const dataSources = new DataSources([]);
let configuration: Values = {};

function checked(news: Values): proto.CheckResponse {
    const response = new proto.CheckResponse();
    response.setInputs(toStruct(news));
    return response;
}

const handlers = {
    getPluginInfo: unary(() => {
        const info = new pluginProto.PluginInfo();
        info.setVersion(process.argv[2] as string);
        return info;
    }),
    checkConfig: unary((request: proto.CheckRequest) => checked(plain(request.getNews()))),
    configure: unary((request: proto.ConfigureRequest) => {
        configuration = plain(request.getArgs());
        const response = new proto.ConfigureResponse();
        response.setAcceptsecrets(true);
        response.setSupportspreview(true);
        return response;
    }),
    check: unary((request: proto.CheckRequest) => {
        const urn = request.getUrn();
        return checked(checkedInputs(typeOf(urn), nameOf(urn), urn, plain(request.getNews()), configuration));
    }),
    create: unary((request: proto.CreateRequest) => {
        const response = new proto.CreateResponse();
        response.setProperties(toStruct(plannedOutputs(typeOf(request.getUrn()), plain(request.getProperties()), [])));
        response.setId(request.getPreview() ? "" : nameOf(request.getUrn()));
        return response;
    }),
    invoke: unary((request: proto.InvokeRequest) => {
        const response = new proto.InvokeResponse();
        response.setReturn(toStruct(dataSources.answer(request.getTok(), plain(request.getArgs()), configuration)));
        return response;
    }),
};

if (require.main === module) {
    void serve([[ResourceProviderService, handlers as unknown as grpc.UntypedServiceImplementation]]).then(({ address }) => {
        process.stdout.write(`${address.split(":").pop()}\n`);
    });
}
