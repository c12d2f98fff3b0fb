export const handler = async () => "bundled";
