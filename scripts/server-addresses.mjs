// What to type into a browser to reach a server of this machine.
import { networkInterfaces } from "node:os";

/**
 * Lists the addresses under which a server answers that listens on `host`; the first one works on this machine.
 * @param {string} host
 * @param {number} port
 * @param {ReturnType<typeof networkInterfaces>} interfaces
 * @returns {string[]}
 */
export function serverAddresses(host, port, interfaces = networkInterfaces()) {
  const written = (/** @type {string} */ name) => `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
  if (host !== "0.0.0.0" && host !== "::") return [written(host)];
  const outer = Object.values(interfaces)
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
  return ["localhost", ...outer].map(written);
}
