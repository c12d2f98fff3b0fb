/** What stands on the wire for what is no plain value. Nothing is loaded with it. */

/** What stands for an unknown text on the wire, and for a value of any kind that a preview does not know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What stands for an unknown on the wire, by kind (boolean, number, string, array, asset, archive, object).
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export const UNKNOWNS = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    UNKNOWN,
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What `pulumi preview --json` and `pulumi policy analyze` write in the place of a secret. */
export const HIDDEN = "[secret]";

/** Marks a value that is more than a plain object: a secret, an asset, a reference. Source: @pulumi/pulumi `runtime/rpc.ts`. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What stands under `SIGNATURE`. Source: as above. */
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
