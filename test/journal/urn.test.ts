import { readdirSync, readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Slots, SPARE_SLOTS } from '../../server/chamber/urn/slots.ts';
import {
  ballotId,
  ballotOf,
  ballotsOf,
  marksLength,
  otherBallot,
  sorted,
  UrnFile,
  whileRead,
} from './urn-fixture.ts';

const urn = UrnFile.forEachTest();
const onDisk = () => readdirSync(urn.folder);

describe('what a cast is answered', () => {
  test('[U1] [B28] [B29] accepted once, then repeated; refused with other marks', () => {
    const slots = urn.create();
    expect(slots.cast([ballotOf(1)])).toEqual(['accepted']);
    const second = slots.cast([ballotOf(1), ballotOf(2), ballotOf(1, 1)]);
    expect(second).toEqual(['repeated', 'accepted', 'altered']);
    expect(slots.returned).toBe(2);
    expect(sorted(slots.ballots())).toEqual(sorted([ballotOf(1), ballotOf(2)]));
  });

  test('[U2] [B29] within one batch the first ballot of a key stands', () => {
    const slots = urn.create();
    const batch = [ballotOf(1), ballotOf(1), ballotOf(1, 1), ballotOf(2, 1), ballotOf(2)];
    expect(slots.cast(batch)).toEqual(['accepted', 'repeated', 'altered', 'accepted', 'altered']);
    expect(sorted(slots.ballots())).toEqual(sorted([ballotOf(1), ballotOf(2, 1)]));
  });

  test('[U3] only a tag or marks make another ballot; a second signature does not', () => {
    const slots = urn.create();
    slots.cast([ballotOf(1)]);
    const { tag, marks, signature } = ballotOf(1, 1);
    const variants = [{ tag }, { marks }, { signature }].map((part) => ({ ...ballotOf(1), ...part }));
    expect(variants.map((ballot) => slots.recognise(ballot))).toEqual(['altered', 'altered', 'repeated']);
    expect(slots.recognise(ballotOf(2))).toBeNull();
  });
});

describe('the file', () => {
  test('[U4] [B28] has every ballot when it is reopened', () => {
    urn.create().cast(ballotsOf(0, 12));
    const again = urn.reopen();
    expect(again.returned).toBe(12);
    expect(sorted(again.ballots())).toEqual(sorted(ballotsOf(0, 12)));
    const answers = again.cast([ballotOf(3), ballotOf(4, 1), ballotOf(12)]);
    expect(answers).toEqual(['repeated', 'altered', 'accepted']);
  });

  test('[U5] grows past its slots and loses nothing', () => {
    const slots = urn.create(4);
    slots.cast(ballotsOf(0, 10));
    for (let voter = 10; voter < 10 + 2 * SPARE_SLOTS; voter++) slots.cast([ballotOf(voter)]);
    const all = sorted(ballotsOf(0, 10 + 2 * SPARE_SLOTS));
    expect(sorted(slots.ballots())).toEqual(all);
    expect(sorted(urn.reopen().ballots())).toEqual(all);
  });

  test('[U6] never has noise, or a ballot of another urn, read as a ballot', () => {
    const slots = urn.create(3000);
    expect(slots.ballots()).toEqual([]);
    slots.cast(ballotsOf(0, 5));
    const asOther = Slots.open(urn.file, otherBallot, marksLength);
    expect([asOther.returned, asOther.ballots()]).toEqual([0, []]);
    asOther.close();
    expect(urn.reopen().returned).toBe(5);
  });

  test('[U7] [B26] keeps its size while casts go into free slots, and leaves no rollback journal', () => {
    const slots = urn.create(200);
    const { size } = statSync(urn.file);
    for (let voter = 0; voter < 200; voter++) {
      slots.cast([ballotOf(voter)]);
      expect(statSync(urn.file).size).toBe(size);
      expect(onDisk()).toEqual([`${ballotId}.urn`]);
    }
  });

  test('[U8] [B26] shows nothing of the order of casting', () => {
    const voters = 200;
    const slots = urn.create(voters);
    for (let voter = 0; voter < voters; voter++) slots.cast([ballotOf(voter)]);
    const key = (at: number) => Buffer.from(ballotOf(at).key).toString('hex');
    const cast = new Map(Array.from({ length: voters }, (_, at) => [key(at), at]));
    const order = slots.ballots().map((ballot) => cast.get(Buffer.from(ballot.key).toString('hex'))!);
    let agreeing = 0;
    for (let a = 0; a < voters; a++) {
      for (let b = a + 1; b < voters; b++) agreeing += order[a]! < order[b]! ? 1 : -1;
    }
    // Kendall's tau; of a random order its deviation is 0.047.
    expect(Math.abs(agreeing / ((voters * (voters - 1)) / 2))).toBeLessThan(0.3);
  });

  test('[U9] [B26] has no write-ahead log, even where something has switched it on', () => {
    // File format 1 for writing and reading is the rollback journal, 2 is WAL.
    const format = () => [...readFileSync(urn.file).subarray(18, 20)];
    urn.create();
    expect(format()).toEqual([1, 1]);
    urn.close();
    const meddler = new DatabaseSync(urn.file);
    meddler.exec('PRAGMA journal_mode = wal');
    meddler.close();
    expect(format()).toEqual([2, 2]);
    urn.reopen();
    expect(format()).toEqual([1, 1]);
    expect(onDisk()).toEqual([`${ballotId}.urn`]);
  });

  test('[U10] is said to be missing where it is, not made anew', () => {
    expect(() => urn.reopen()).toThrow(`the urn of ballot ${ballotId} is missing`);
    expect(onDisk()).toEqual([]);
  });

  test.each([
    ['into free slots', 20],
    ['past its slots', 2],
  ])('[U11] [B28] keeps nothing of a commit that fails %s, and loses nothing later', (_, size) => {
    const slots = urn.create(size);
    slots.cast(ballotsOf(0, 2));
    whileRead(urn.file, () => expect(() => slots.cast(ballotsOf(2, 8))).toThrow('database is locked'));
    expect(slots.returned).toBe(2);
    expect(slots.recognise(ballotOf(2))).toBeNull();
    for (let voter = 2; voter < 8; voter++) expect(slots.cast([ballotOf(voter)])).toEqual(['accepted']);
    expect(sorted(slots.ballots())).toEqual(sorted(ballotsOf(0, 8)));
    expect(sorted(urn.reopen().ballots())).toEqual(sorted(ballotsOf(0, 8)));
  });
});

const casts = fc.array(fc.record({ voter: fc.nat(9), version: fc.nat(2) }), { minLength: 1, maxLength: 8 });
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: casts.map((casts) => ({ what: 'cast' as const, casts })) },
    { weight: 1, arbitrary: casts.map((casts) => ({ what: 'fail' as const, casts })) },
    { weight: 1, arbitrary: fc.constant({ what: 'reopen' as const, casts: [] }) },
  ),
  { maxLength: 14 },
);

test('[U12] [B28] [B29] any course of batches, failures and reopenings does what a map would', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), steps, (size, steps) => {
      let slots = urn.create(size);
      const model = new Map<number, number>();
      const stand = (voter: number, version: number) => {
        const first = model.get(voter);
        if (first === undefined) model.set(voter, version);
        return first === undefined ? 'accepted' : first === version ? 'repeated' : 'altered';
      };
      for (const { what, casts } of steps) {
        const batch = casts.map(({ voter, version }) => ballotOf(voter, version));
        if (what === 'reopen') slots = urn.reopen();
        else if (what === 'cast') {
          expect(slots.cast(batch)).toEqual(casts.map(({ voter, version }) => stand(voter, version)));
        } else if (casts.some(({ voter }) => !model.has(voter))) {
          whileRead(urn.file, () => expect(() => slots.cast(batch)).toThrow('database is locked'));
        }
        expect(slots.returned).toBe(model.size);
      }
      const expected = sorted([...model].map(([voter, version]) => ballotOf(voter, version)));
      expect(sorted(slots.ballots())).toEqual(expected);
      expect(sorted(urn.reopen().ballots())).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
