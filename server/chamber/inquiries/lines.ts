import type { SittingId } from '../../../shared/ids.ts';
import type { Inquiry } from '../../../shared/inquiry/state.ts';
import type { Broadcast } from '../../../shared/protocol.ts';

/** The inquiry of a sitting that is on, or comes next. */
export type SittingInquiry = Broadcast<'sitting:inquiry'>['inquiry'];
export type SendLine = (sittingId: SittingId, inquiry: SittingInquiry) => void;

/** Tells which inquiry of a sitting is on whenever that has become another one. */
export class SittingLines {
  readonly #inquiriesOf: (sittingId: SittingId) => readonly Inquiry[];
  readonly #sends = new Set<SendLine>();
  readonly #told = new Map<SittingId, string>();

  constructor(inquiriesOf: (sittingId: SittingId) => readonly Inquiry[]) {
    this.#inquiriesOf = inquiriesOf;
  }

  /** The one that is live, else the one that is planned next. */
  of(sittingId: SittingId): SittingInquiry {
    const at = ({ plan }: Inquiry) => plan.startsAt ?? Number.MAX_VALUE;
    const own = this.#inquiriesOf(sittingId);
    const planned = own.filter(({ stage }) => stage === 'planned').sort((a, b) => at(a) - at(b));
    const next = own.find(({ stage }) => stage === 'live') ?? planned[0];
    if (!next || next.stage === 'ended') return null;
    return { inquiryId: next.inquiryId, title: next.plan.title, stage: next.stage };
  }

  watch(send: SendLine): void {
    this.#sends.add(send);
  }

  /** Something has changed that may make it another one. */
  changed(sittingId: SittingId): void {
    const line = this.of(sittingId);
    const text = JSON.stringify(line);
    if (this.#told.get(sittingId) === text) return;
    this.#told.set(sittingId, text);
    for (const send of this.#sends) send(sittingId, line);
  }
}
