import type { InquiryId } from '../../../shared/ids.ts';

/** How many are watching, as the gallery processes say. What one does not repeat within `keptMs` is forgotten. */
export class Presence {
  readonly #keptMs: number;
  readonly #changed: (inquiryId: InquiryId) => void;
  readonly #said = new Map<InquiryId, Map<string, { watching: number; expiry: NodeJS.Timeout }>>();

  constructor(keptMs: number, changed: (inquiryId: InquiryId) => void) {
    this.#keptMs = keptMs;
    this.#changed = changed;
  }

  say(inquiryId: InquiryId, galleryId: string, watching: number): void {
    const of = this.#said.getOrInsertComputed(inquiryId, () => new Map());
    const before = of.get(galleryId);
    clearTimeout(before?.expiry);
    const expiry = setTimeout(() => {
      of.delete(galleryId);
      this.#changed(inquiryId);
    }, this.#keptMs).unref();
    of.set(galleryId, { watching, expiry });
    if (before?.watching !== watching) this.#changed(inquiryId);
  }

  watching(inquiryId: InquiryId): number {
    return [...(this.#said.get(inquiryId)?.values() ?? [])].reduce((sum, { watching }) => sum + watching, 0);
  }

  forget(inquiryId: InquiryId): void {
    for (const { expiry } of this.#said.get(inquiryId)?.values() ?? []) clearTimeout(expiry);
    this.#said.delete(inquiryId);
  }

  close(): void {
    for (const inquiryId of this.#said.keys()) this.forget(inquiryId);
  }
}
