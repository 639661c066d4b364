import { DatabaseSync } from 'node:sqlite';
import type { BallotId } from '../../../shared/ids.ts';
import type { SaltedEntry } from '../../../shared/sitting/events.ts';

/** The sealed ballots that a copy of the journal refers to, with the SHA-256 that its log gives of each file. */
export function sealedIn(journalFile: string): { ballotId: BallotId; sealDigest: string }[] {
  const db = new DatabaseSync(journalFile, { readOnly: true });
  try {
    const rows = db
      .prepare("SELECT entry FROM entries WHERE json_extract(entry, '$.event.type') = 'BallotsSealed'")
      .all();
    return rows.flatMap((row) => {
      const { event } = JSON.parse(row['entry'] as string) as SaltedEntry;
      return event.type === 'BallotsSealed' ? event.ballots : [];
    });
  } finally {
    db.close();
  }
}
