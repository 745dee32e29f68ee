// What `npm start --` understands, and the addresses it tells.
import { describe, expect, it } from "vitest";
import { serverAddresses } from "../../../scripts/server-addresses.mjs";
import { readStartOptions } from "../../../scripts/start-options.mjs";

describe("the command line of npm start", () => {
  it.each([
    [[], { port: 4173, host: "localhost" }],
    [["--port", "8080"], { port: 8080, host: "localhost" }],
    [["--host"], { port: 4173, host: "0.0.0.0" }],
    [["--host", "--port=8080"], { port: 8080, host: "0.0.0.0" }],
    [["--host", "10.0.0.7"], { port: 4173, host: "10.0.0.7" }],
  ])("reads %j", (words, value) => {
    expect(readStartOptions(words)).toEqual({ ok: true, value });
  });

  it.each([
    [["--prot", "8080"], "'--prot'"],
    [["8080"], "'8080'"],
    [["--port"], "--port"],
    [["--port", "0"], "got 0"],
    [["--port", "80a"], "got 80a"],
    [["--port", "65536"], "got 65536"],
  ])("refuses %j in one line that names the word and the usage", (words, named) => {
    const read = readStartOptions(words);
    const problem = read.ok ? "" : read.problem;
    expect(problem).toContain(named);
    expect(problem).toContain("npm start -- [--port 1 to 65535] [--host ADDRESS]");
    expect(problem).not.toContain("\n");
  });
});

describe("the addresses of a server", () => {
  const entry = { netmask: "", mac: "", cidr: null };
  const interfaces = {
    lo: [{ ...entry, address: "127.0.0.1", family: "IPv4" as const, internal: true }],
    wifi: [
      { ...entry, address: "10.0.0.7", family: "IPv4" as const, internal: false },
      { ...entry, address: "fe80::1", family: "IPv6" as const, internal: false, scopeid: 2 },
    ],
  };

  it.each([
    ["localhost", ["http://localhost:80/"]],
    ["::1", ["http://[::1]:80/"]],
    ["0.0.0.0", ["http://localhost:80/", "http://10.0.0.7:80/"]],
  ])("at host %s are %j", (host, addresses) => {
    expect(serverAddresses(host, 80, interfaces)).toEqual(addresses);
  });
});
