// A host in a worker of its own, so that peers never share a heap or a thread.
import { expose } from "comlink";
import { PeerHost } from "./peer-host";

expose(new PeerHost());
