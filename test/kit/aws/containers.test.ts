import * as assert from "node:assert/strict";

import { parseImage, repositoryName } from "../../../kit/aws/containers";

describe("container images", () => {
    const digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const rows: [string, string, string | undefined, string | undefined][] = [
        ["nginx", "nginx", undefined, undefined],
        ["nginx:1.27", "nginx", "1.27", undefined],
        ["library/nginx:1.27", "nginx", "1.27", undefined],
        ["docker.io/library/nginx", "nginx", undefined, undefined],
        ["registry-1.docker.io/team/app:2", "team/app", "2", undefined],
        ["public.ecr.aws/docker/library/nginx:1.27", "nginx", "1.27", undefined],
        ["public.ecr.aws/nginx/nginx:1.27", "public.ecr.aws/nginx/nginx", "1.27", undefined],
        ["team/nginx", "team/nginx", undefined, undefined],
        ["localhost/app", "localhost/app", undefined, undefined],
        ["registry.shop.dev:5000/nginx", "registry.shop.dev:5000/nginx", undefined, undefined],
        ["registry.shop.dev:5000/nginx:1", "registry.shop.dev:5000/nginx", "1", undefined],
        [`nginx@${digest}`, "nginx", undefined, digest],
        [`nginx:1.27@${digest}`, "nginx", "1.27", digest],
        ["", "", undefined, undefined],
    ];
    for (const [reference, name, tag, pinned] of rows) {
        it(`takes "${reference}" apart`, () => {
            const image = parseImage(reference);
            assert.deepEqual([repositoryName(image), image.tag, image.digest], [name, tag, pinned]);
        });
    }
});
