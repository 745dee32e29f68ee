// The data clinic of the Data step. What it shows is fetched, and the data examined, when it is first opened.
import { use } from "react";
import { useText } from "@/i18n/use-text";
import { useClinic, useCommands, useData } from "@/state/use-app";
import { Disclosure } from "@/ui/disclosure";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const clinicReport = new LateModule(() => import("./clinic-report"));

/** A line that opens the clinic; nothing while no data is loaded. */
export function DataClinic() {
  const text = useText();
  const commands = useCommands();
  const isOpen = useClinic((clinic) => clinic.isOpen);
  const hasData = useData((data) => data.source !== null);
  if (!hasData) return null;
  return (
    <Disclosure summary={text.t("data.clinic")} testId="clinic" onToggle={(open) => commands.openClinic(open)}>
      {isOpen && (
        <Part name="clinic">
          <Report />
        </Part>
      )}
    </Disclosure>
  );
}

function Report() {
  const { ClinicReport } = use(clinicReport.get());
  return <ClinicReport />;
}
