import { expect, test } from 'vitest';
import type { IssueRecord, Journal } from '../../server/chamber/journal/contract.ts';
import type { Append as AppendOf } from '../../server/chamber/logs/contract.ts';
import { chainStart, entryHash, nextLink } from '../../shared/bundle.ts';
import { BallotId, CommandId, type DeputyId, SittingId } from '../../shared/ids.ts';
import type { Event, SaltedEntry } from '../../shared/sitting/events.ts';
import { checkIn, deputyId, operator } from '../rules/sitting-fixture.ts';

type Append = AppendOf<SaltedEntry>;

/** One journal and what it is kept in: `reopen` closes it and opens the same store again. */
export interface OpenStore {
  journal: Journal;
  reopen(): Promise<Journal>;
}

const here = SittingId.parse('sitting-here');
const there = SittingId.parse('sitting-there');
const ballotId = BallotId.parse('0b'.repeat(16));
const otherBallot = BallotId.parse('0c'.repeat(16));
const command = (n: number) => CommandId.parse(`command-${String(n).padStart(4, '0')}`);

/** Command `n`, which expects `version` and appends `howMany` check-ins. */
export function appendOf(n: number, version: number, howMany = 1, sittingId = here): Append {
  let link = chainStart(sittingId);
  const entries = Array.from({ length: howMany }, (_, at) => {
    const event: Event = checkIn(n * 10 + at);
    const salt = '5a'.repeat(16);
    const entry = { version: version + at + 1, at: 1_000_000 + n, by: operator, event, salt };
    link = nextLink(link, entryHash(entry));
    return { entry, link };
  });
  return { expectedVersion: version, commandId: command(n), entries };
}

export function issueOf(deputy: DeputyId, request: string, allowed = 1, signature = request): IssueRecord {
  const blindSignature = new Uint8Array(256).fill(signature.charCodeAt(0));
  return { ballotId, deputyId: deputy, requestHash: request, blindSignature, allowed };
}

/** What every journal must do, whatever it is kept in. `open` opens a fresh one. */
export function journalContract(open: () => Promise<OpenStore>): void {
  const chainedOf = (...appends: Append[]) => appends.flatMap(({ entries }) => entries);
  const readOf = async (journal: Journal, sittingId = here) =>
    (await journal.read(sittingId)).map(({ chained }) => chained);

  test('[J1] reads back what was appended, in order, with the command of each entry', async () => {
    const { journal } = await open();
    const appends = [appendOf(1, 0), appendOf(2, 1, 2), appendOf(3, 3)];
    for (const append of appends) {
      const version = append.expectedVersion + append.entries.length;
      expect(await journal.append(here, append)).toEqual({ kind: 'appended', version });
    }
    const rows = await journal.read(here);
    expect(rows.map(({ chained }) => chained)).toEqual(chainedOf(...appends));
    expect(rows.map(({ commandId }) => commandId)).toEqual([1, 2, 2, 3].map(command));
    expect(await journal.read(here, { after: 1, upTo: 3 })).toEqual(rows.slice(1, 3));
    expect(await journal.read(here, { after: 3, upTo: 9 })).toEqual(rows.slice(3));
  });

  test('[J2] refuses an append that expects another version, older or newer', async () => {
    const { journal } = await open();
    await journal.append(here, appendOf(1, 0, 3));
    for (const version of [0, 2, 4]) {
      expect(await journal.append(here, appendOf(2, version))).toEqual({ kind: 'conflict', version: 3 });
    }
    expect(await readOf(journal)).toEqual(chainedOf(appendOf(1, 0, 3)));
  });

  test('[J3] [B41] answers a repeated commandId with its first version and writes nothing', async () => {
    const { journal } = await open();
    const first = appendOf(1, 0, 2);
    await journal.append(here, first);
    await journal.append(here, appendOf(2, 2));
    for (const again of [first, { ...appendOf(9, 3), commandId: first.commandId }]) {
      expect(await journal.append(here, again)).toEqual({ kind: 'repeated', version: 2 });
    }
    expect(await readOf(journal)).toEqual(chainedOf(first, appendOf(2, 2)));
  });

  test('[J4] of two racing appends one wins and one conflicts', async () => {
    const { journal } = await open();
    const racers = [appendOf(1, 0), appendOf(2, 0)];
    const answers = await Promise.all(racers.map((append) => journal.append(here, append)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
    expect(answers.map(({ version }) => version)).toEqual([1, 1]);
    const winner = racers[answers.findIndex(({ kind }) => kind === 'appended')]!;
    expect(await readOf(journal)).toEqual(chainedOf(winner));
  });

  test('[J5] of one command sent twice at once one is appended and one repeated', async () => {
    const { journal } = await open();
    const answers = await Promise.all([1, 2].map(() => journal.append(here, appendOf(1, 0))));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['appended', 'repeated']);
    expect(await readOf(journal)).toHaveLength(1);
  });

  test('[J6] keeps all entries of one append or none', async () => {
    const store = await open();
    await store.journal.append(here, appendOf(1, 0));
    const good = appendOf(2, 1, 3);
    const torn = { ...good, entries: [...good.entries, good.entries[0]!] };
    await expect(store.journal.append(here, torn)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await readOf(store.journal)).toEqual(chainedOf(appendOf(1, 0)));
    expect(await store.journal.append(here, good)).toEqual({ kind: 'appended', version: 4 });
    expect(await readOf(await store.reopen())).toEqual(chainedOf(appendOf(1, 0), good));
  });

  test('[J7] keeps sittings apart: versions, commands and entries', async () => {
    const { journal } = await open();
    expect(await journal.sittings()).toEqual([]);
    expect(await journal.read(here)).toEqual([]);
    for (const sittingId of [there, here]) {
      const append = appendOf(1, 0, 2, sittingId);
      expect(await journal.append(sittingId, append)).toEqual({ kind: 'appended', version: 2 });
    }
    await journal.append(there, appendOf(2, 2, 1, there));
    expect(await journal.sittings()).toEqual([here, there]);
    expect(await readOf(journal)).toEqual(chainedOf(appendOf(1, 0, 2)));
    expect(await readOf(journal, there)).toHaveLength(3);
  });

  test('[J8] [B27] issues once, repeats the stored signature, refuses another request', async () => {
    const { journal } = await open();
    expect(await journal.issue(issueOf(deputyId(1), 'first'))).toEqual({ kind: 'issued' });
    const again = await journal.issue(issueOf(deputyId(1), 'first', 1, 'another signature'));
    expect(again).toEqual({ kind: 'repeated', blindSignature: issueOf(deputyId(1), 'first').blindSignature });
    expect(await journal.issue(issueOf(deputyId(1), 'second'))).toEqual({ kind: 'already-issued' });
    expect(await journal.issue(issueOf(deputyId(2), 'first'))).toEqual({ kind: 'issued' });
    const elsewhere = { ...issueOf(deputyId(1), 'second'), ballotId: otherBallot };
    expect(await journal.issue(elsewhere)).toEqual({ kind: 'issued' });
  });

  test('[J9] [B34] issues a second time when two are allowed, and not a third time', async () => {
    const { journal } = await open();
    await journal.issue(issueOf(deputyId(1), 'a'));
    expect(await journal.issue(issueOf(deputyId(1), 'b', 2))).toEqual({ kind: 'issued' });
    expect(await journal.issue(issueOf(deputyId(1), 'c', 2))).toEqual({ kind: 'already-issued' });
    for (const request of ['a', 'b']) {
      const { blindSignature } = issueOf(deputyId(1), request);
      const repeated = await journal.issue(issueOf(deputyId(1), request, 2));
      expect(repeated).toEqual({ kind: 'repeated', blindSignature });
    }
  });

  test('[J10] [B27] of racing requests of one deputy one is issued', async () => {
    const { journal } = await open();
    const requests = ['a', 'b', 'c', 'd'].map((request) => issueOf(deputyId(1), request));
    const answers = await Promise.all(requests.map((request) => journal.issue(request)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual([
      'already-issued',
      'already-issued',
      'already-issued',
      'issued',
    ]);
    const winner = requests[answers.findIndex(({ kind }) => kind === 'issued')]!;
    const { blindSignature } = winner;
    expect(await journal.issue(winner)).toEqual({ kind: 'repeated', blindSignature });
  });

  test('[J11] lists by deputy how many credentials of a ballot were issued', async () => {
    const { journal } = await open();
    expect(await journal.issuance(ballotId)).toEqual({ ballotId, deputies: [] });
    for (const n of [3, 1, 2]) await journal.issue(issueOf(deputyId(n), 'a'));
    await journal.issue(issueOf(deputyId(2), 'b', 2));
    await journal.issue(issueOf(deputyId(3), 'refused'));
    await journal.issue({ ...issueOf(deputyId(4), 'a'), ballotId: otherBallot });
    expect(await journal.issuance(ballotId)).toEqual({
      ballotId,
      deputies: [
        { deputyId: deputyId(1), credentials: 1 },
        { deputyId: deputyId(2), credentials: 2 },
        { deputyId: deputyId(3), credentials: 1 },
      ],
    });
  });

  test('[J12] [B28] [B42] finds everything again after a reopen', async () => {
    const store = await open();
    await store.journal.append(here, appendOf(1, 0, 2));
    await store.journal.append(there, appendOf(1, 0, 1, there));
    await store.journal.issue(issueOf(deputyId(1), 'a'));
    const before = [await store.journal.read(here), await store.journal.issuance(ballotId)];

    const again = await store.reopen();
    expect([await again.read(here), await again.issuance(ballotId)]).toEqual(before);
    expect(await again.sittings()).toEqual([here, there]);
    expect(await again.append(here, appendOf(1, 0, 2))).toEqual({ kind: 'repeated', version: 2 });
    expect(await again.append(here, appendOf(2, 0))).toEqual({ kind: 'conflict', version: 2 });
    expect(await again.issue(issueOf(deputyId(1), 'a'))).toMatchObject({ kind: 'repeated' });
    expect(await again.issue(issueOf(deputyId(1), 'b'))).toEqual({ kind: 'already-issued' });
    expect(await again.append(here, appendOf(2, 2))).toEqual({ kind: 'appended', version: 3 });
  });

  test('[J13] requests that wait together take effect and are answered in order', async () => {
    const store = await open();
    const answered: number[] = [];
    const appends = Array.from({ length: 1200 }, (_, at) => appendOf(at, at));
    const answers = await Promise.all(
      appends.map(async (append, at) => {
        const answer = await store.journal.append(here, append);
        answered.push(at);
        return answer;
      }),
    );
    expect(answers).toEqual(appends.map((_, at) => ({ kind: 'appended', version: at + 1 })));
    expect(answered).toEqual(appends.map((_, at) => at));
    expect(await readOf(await store.reopen())).toEqual(chainedOf(...appends));
  });

  test('[J14] finishes what was submitted before it closes, and takes nothing after', async () => {
    const store = await open();
    const waiting = Array.from({ length: 40 }, (_, at) => store.journal.append(here, appendOf(at, at)));
    const again = await store.reopen();
    expect(await Promise.all(waiting)).toHaveLength(40);
    expect(await readOf(again)).toHaveLength(40);
    await expect(store.journal.append(here, appendOf(40, 40))).rejects.toMatchObject({
      name: 'StoreUnavailable',
    });
  });

  test('[J15] [B93] forgets a sitting with the issuance of its ballots, and nothing else', async () => {
    const store = await open();
    for (const sittingId of [here, there])
      await store.journal.append(sittingId, appendOf(1, 0, 2, sittingId));
    await store.journal.issue(issueOf(deputyId(1), 'a'));
    await store.journal.issue({ ...issueOf(deputyId(1), 'a'), ballotId: otherBallot });
    // Twice: a crash may have come between.
    for (const _ of [1, 2]) await store.journal.forget(here, [ballotId]);
    await store.journal.compact();
    const again = await store.reopen();
    expect(await again.sittings()).toEqual([there]);
    expect(await readOf(again)).toEqual([]);
    expect(await readOf(again, there)).toEqual(chainedOf(appendOf(1, 0, 2, there)));
    expect((await again.issuance(ballotId)).deputies).toEqual([]);
    expect((await again.issuance(otherBallot)).deputies).toHaveLength(1);
  });
}
