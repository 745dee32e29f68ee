// What of a very large file was read, and the settings that change it.
import type { ByteSample } from "@/domain/corpus/byte-sampler";
import { useText } from "@/i18n/use-text";
import { SettingSegmented } from "../setting-choice";
import { SettingSlider } from "../setting-slider";

/** Says plainly that a part was read; one press reads another. */
export function Sampling({ sample }: { readonly sample: ByteSample }) {
  const text = useText();
  const { how, readBytes, totalBytes } = sample;
  const values = { read: text.bytes(readBytes), total: text.bytes(totalBytes) };
  return (
    <div className="stack" data-testid="sampling" data-value={how} data-bytes={readBytes}>
      <p className="hint">{text.t(totalBytes === 0 ? "data.sampled.unknown" : `data.sampled.${how}`, values)}</p>
      <div className="pair">
        <SettingSegmented path="corpus.sample" />
        <SettingSlider path="corpus.sampleMegabytes" />
      </div>
      <SettingSlider path="corpus.mostRows" />
    </div>
  );
}
