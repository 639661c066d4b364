import { randomBytes } from 'node:crypto';
import { nextLink } from '../../../shared/bundle.ts';
import type { Digest } from '../../../shared/ids.ts';
import type { Chained, Entry, Logs, Row } from './contract.ts';

/** The hash of an entry as the chain of its log covers it. */
export type HashOf<E extends Entry> = (entry: E) => Digest;

/** Entries for what has just been decided, salted and linked: as JSON has them, for what is hashed now and read back later must be the same. */
export function linked<E extends Entry & { by: unknown; event: unknown }>(
  decided: { events: readonly E['event'][]; by: E['by']; at: number },
  head: { version: number; link: Digest },
  hashOf: HashOf<E>,
): Chained<E>[] {
  let { link } = head;
  return decided.events.map((event, at) => {
    const version = head.version + at + 1;
    const salt = randomBytes(16).toString('hex');
    const entry = JSON.parse(JSON.stringify({ version, at: decided.at, by: decided.by, event, salt })) as E;
    link = nextLink(link, hashOf(entry));
    return { entry, link };
  });
}

/** What of a log memory has not yet, checked link by link. Throws at the first entry that is not as it was written. */
export function* missing<E extends Entry>(
  rows: readonly Row<E>[],
  head: { version: number; link: Digest },
  hashOf: HashOf<E>,
  name: string,
): Generator<Row<E>> {
  let { link, version } = head;
  for (const row of rows) {
    const { entry } = row.chained;
    if (entry.version <= version) continue;
    link = nextLink(link, hashOf(entry));
    version++;
    if (link !== row.chained.link || entry.version !== version)
      throw new Error(`${name} was changed at version ${entry.version}`);
    yield row;
  }
}

/** Up to the first entry that does not fit the link before it, and its version; null where all that must be there fits. */
export function soundPart<E extends Entry>(
  rows: readonly Chained<E>[],
  { before, after, upTo }: { before: Digest | undefined; after: number; upTo: number },
  hashOf: HashOf<E>,
): { sound: readonly Chained<E>[]; brokenAt: number | null } {
  let link = before;
  for (let at = 0; at < upTo - after; at++) {
    const row = rows[at];
    const fits = link && row?.entry.version === after + at + 1;
    link = fits ? nextLink(link!, hashOf(row.entry)) : undefined;
    if (!row || link !== row.link) return { sound: rows.slice(0, at), brokenAt: after + at + 1 };
  }
  return { sound: rows, brokenAt: null };
}

/** A page of a log, each entry checked against the one before as it lies in the store. */
export async function checkedPage<Id extends string, E extends Entry>(
  logs: Pick<Logs<Id, E>, 'read'>,
  whole: { id: Id; start: Digest; version: number; head: Digest },
  { after, size }: { after: number; size: number },
  hashOf: HashOf<E>,
): Promise<{ entries: readonly Chained<E>[]; version: number; head: Digest; brokenAt: number | null }> {
  const { id, start, version, head } = whole;
  const upTo = Math.min(after + size, version);
  if (after >= upTo) return { entries: [], version, head, brokenAt: null };
  const rows = (await logs.read(id, { after: Math.max(0, after - 1), upTo })).map(({ chained }) => chained);
  const before = after === 0 ? start : rows.shift()?.link;
  const { sound, brokenAt } = soundPart(rows, { before, after, upTo }, hashOf);
  return { entries: sound, version, head, brokenAt };
}
