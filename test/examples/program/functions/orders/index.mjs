import { Client } from "pg";

export const handler = () => new Client().connect();
