// The compiler, shown right by the plainest of devices.
import { describe } from "vitest";
import { PlainDevice } from "@/engine/plan/plain/plain-device";
import { useBackend } from "../support/backend";
import { describePlanCurves, describePlanReproducibility, describePlanTruth } from "./support/plan-suites";

const openDevice = async () => new PlainDevice();

describe("plans on plain loops", () => {
  useBackend("cpu");
  describePlanTruth(openDevice);
  describePlanCurves(openDevice, 25);
  describePlanReproducibility(openDevice);
});
