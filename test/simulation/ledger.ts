import type { Tablet } from '../../server/demo/tablet.ts';
import type { AuditBundle } from '../../shared/bundle.ts';
import type { BallotId } from '../../shared/ids.ts';

export interface Acknowledged {
  ballotId: BallotId;
  key: string;
  marks: string;
  receipt: string;
}

/** What the tablets were told, held against what was counted. Only a test can know both. */
export class Ledger {
  readonly all: Acknowledged[] = [];

  /** Notes the ballots of this tablet that have a receipt: all, or those of one vote. */
  acknowledge(tablet: Tablet, ballots?: ReadonlySet<string>): void {
    for (const [ballotId, { cast, receipt }] of tablet.kept) {
      if (!cast || !receipt || ballots?.has(ballotId) === false) continue;
      this.all.push({ ballotId, key: cast.key, marks: cast.marks, receipt });
    }
  }

  /**
   * `lost`: acknowledged and not in the bundle as it was cast, or its receipt missing. `duplicated`: in the bundle and
   * never acknowledged, or there twice.
   */
  compare(bundle: AuditBundle): { lost: number; duplicated: number } {
    const expected = new Map(this.all.map((one) => [`${one.ballotId} ${one.key} ${one.marks}`, one]));
    const receipts = new Set(
      bundle.urns.flatMap((urn) => urn.receipts.map((receipt) => `${urn.ballotId} ${receipt}`)),
    );
    const counted = bundle.urns.flatMap((urn) =>
      urn.ballots.map((ballot) => `${urn.ballotId} ${ballot.key} ${ballot.marks}`),
    );
    const mine = this.all.filter(({ ballotId }) => bundle.urns.some((urn) => urn.ballotId === ballotId));
    const found = new Set(counted);
    const lost = mine.filter(
      (one) =>
        !found.has(`${one.ballotId} ${one.key} ${one.marks}`) ||
        !receipts.has(`${one.ballotId} ${one.receipt}`),
    ).length;
    const strangers = counted.filter((ballot) => !expected.has(ballot)).length;
    return { lost, duplicated: strangers + (counted.length - found.size) };
  }
}
