// Saves the page: settings, which data and which run are on it; and the data themselves, once.
import { type Result, success } from "@/domain/result";
import { bytesOfData, dataChange, dataId, type KeptData } from "@/storage/kept-data";
import { type KeptPage, PAGE_ID, pageChange } from "@/storage/kept-page";
import type { StorageFailure } from "@/storage/storage-failure";
import type { DataSource } from "@/worker/protocol";
import { LARGEST_DATA } from "../kept-store";
import type { KeepingContext } from "./keeping-context";

const done = success(undefined);

/** Keeps page and data. */
export class PageKeeper {
  readonly #context: Pick<KeepingContext, "stores" | "storage" | "address">;
  /** Fingerprints of the data that are kept. */
  readonly #kept = new Set<string>();
  /** What could not be read again, such as a file that has changed since it was dropped. */
  readonly #unreadable = new WeakSet<DataSource>();
  #saved: string | null = null;
  /** Runs whose deletion may still be undone. */
  deleted: readonly string[] = [];

  constructor(context: Pick<KeepingContext, "stores" | "storage" | "address">) {
    this.#context = context;
  }

  /** Takes note of data that were kept earlier. */
  noteKept(hash: string): void {
    this.#kept.add(hash);
  }

  isDataKept = (hash: string): boolean => this.#kept.has(hash);

  /** Takes the page as it stands for saved: what it opened with by itself is not kept before somebody changes it. */
  settle(): void {
    this.#saved = JSON.stringify(this.#page());
  }

  isUnsaved(): boolean {
    return this.#ownData() !== null || JSON.stringify(this.#page()) !== this.#saved;
  }

  /** Forgets what was kept, after all of it was deleted. */
  forget(): void {
    this.#kept.clear();
    this.#saved = null;
  }

  /** Saves the data on the page, unless they are kept, bundled or too large. */
  async saveData(): Promise<Result<void, StorageFailure>> {
    const own = this.#ownData();
    if (own === null) return done;
    const change = await dataChange(own.data).catch(() => null);
    if (change === null) {
      this.#unreadable.add(own.data);
      return done;
    }
    const saved = await this.#context.storage.save(dataId(own.hash), change);
    // Another tab that writes the same data writes the same bytes.
    if (saved.ok || saved.error.code === "storageInUse") this.#kept.add(own.hash);
    return saved.ok || saved.error.code === "storageInUse" ? done : saved;
  }

  /** Saves the page; data and tables of tokens that nothing needs any more go. */
  async savePage(): Promise<Result<void, StorageFailure>> {
    const { storage } = this.#context;
    const page = this.#page();
    const text = JSON.stringify(page);
    if (text === this.#saved) return done;
    const needs = page.data?.kept === true ? [dataId(page.data.hash)] : [];
    const saved = await storage.save(PAGE_ID, pageChange(page, needs));
    if (!saved.ok) return saved.error.code === "storageInUse" ? done : saved;
    this.#saved = text;
    if (saved.value.missing.length > 0 && page.data !== null) this.#kept.delete(page.data.hash);
    await this.#dropUnneeded();
    return done;
  }

  /** The data on the page where they are still to be kept. */
  #ownData(): { readonly data: KeptData; readonly hash: string } | null {
    const { data, kept } = this.#context.stores;
    const { origin, source } = data.getState();
    if (origin === null || source === null || origin.kind === "bundled") return null;
    const isTooLarge = bytesOfData(origin) > LARGEST_DATA;
    if (kept.getState().dataTooLarge !== isTooLarge) kept.getState().setTooLarge(isTooLarge);
    const { hash } = source.facts;
    return isTooLarge || this.#kept.has(hash) || this.#unreadable.has(origin) ? null : { data: origin, hash };
  }

  #page(): KeptPage {
    const { settings, data, runs, kept } = this.#context.stores;
    const { wished, presetId } = settings.getState();
    const { origin, source } = data.getState();
    const { open, begun } = runs.getState();
    return {
      address: this.#context.address,
      wished,
      presetId,
      data: source && {
        bundled: origin?.kind === "bundled" ? origin.id : null,
        hash: source.facts.hash,
        name: source.facts.name,
        kept: this.#kept.has(source.facts.hash),
      },
      open,
      begun,
      budget: kept.getState().budget,
      deleted: [...this.deleted],
    };
  }

  async #dropUnneeded(): Promise<void> {
    const { storage } = this.#context;
    const listed = await storage.list();
    if (!listed.ok || listed.value.some(({ row }) => row === null)) return;
    const needed = new Set(listed.value.flatMap(({ row }) => row?.needs ?? []));
    for (const { id, row } of listed.value) {
      if ((row?.kind !== "data" && row?.kind !== "tokens") || needed.has(id)) continue;
      this.#kept.delete(id.slice(dataId("").length));
      await storage.remove(id);
    }
  }
}
