import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { withDataDir } from '../simulation/data-dir.ts';
import { kendallTau, tauDeviation } from './kendall.ts';
import { type Kept, SecretVote } from './secret-vote.ts';
import type { Hit, Traces } from './traces.ts';

/** So many that an order which tells nothing strays beyond the limit once in millions of looks. */
const DEPUTIES = 1100;
const LIMIT = 0.1;
const seed = Number(process.env['SEED'] ?? 26);

/** One list that can be read out of what is kept: seats, in the order in which something of theirs appears. */
interface Order {
  what: string;
  seats: readonly number[];
}

const said: string[] = [];
afterEach(() => {
  for (const line of said.splice(0)) console.log(line);
});

/** The orders of first and of last appearance of each kind of trace; lists of a few tell nothing either way. */
function ordersIn(name: string, hits: readonly Hit[]): Order[] {
  const orders: Order[] = [];
  for (const [kind, ofKind] of Map.groupBy(hits, (hit) => hit.kind)) {
    const first = [...new Set(ofKind.map(({ seat }) => seat))];
    const last = [...new Set(ofKind.map(({ seat }) => seat).reverse())].reverse();
    orders.push({ what: `first ${kind} in ${name}`, seats: first });
    if (last.join() !== first.join()) orders.push({ what: `last ${kind} in ${name}`, seats: last });
  }
  return orders.filter(({ seats }) => seats.length > DEPUTIES / 2);
}

function distinct(orders: readonly Order[]): Order[] {
  return [...new Map(orders.map((order) => [order.seats.join(), order])).values()];
}

function tauOf(a: Order, b: Order): number {
  const place = new Map(b.seats.map((seat, at) => [seat, at]));
  return kendallTau(a.seats.flatMap((seat) => place.get(seat) ?? []));
}

/** Holds every order of ballots against every order that could name their deputies. */
function expectUnrelated(when: string, ballots: readonly Order[], others: readonly Order[]): void {
  const taus = distinct(ballots).flatMap((ballot) =>
    distinct(others).map((other) => ({ what: `${ballot.what} / ${other.what}`, tau: tauOf(ballot, other) })),
  );
  const largest = taus.toSorted((a, b) => Math.abs(b.tau) - Math.abs(a.tau))[0]!;
  said.push(`${when}: ${taus.length} taus, the largest ${largest.tau.toFixed(3)}: ${largest.what}`);
  expect(taus.filter(({ tau }) => Math.abs(tau) >= LIMIT)).toEqual([]);
}

interface Found {
  name: string;
  ballots: Hit[];
  deputies: Hit[];
}

/** Nothing that names a ballot stands with anything that names a deputy, and no two lists have a common order. */
class Search {
  readonly #vote: SecretVote;
  readonly #ballots: Traces;
  readonly #deputies: Traces;

  constructor(vote: SecretVote) {
    this.#vote = vote;
    this.#ballots = vote.ballots();
    this.#deputies = vote.deputies();
  }

  in(records: readonly Kept[]): Found[] {
    return records.map(({ name, bytes }) => ({
      name,
      ballots: this.#ballots.in(bytes),
      deputies: this.#deputies.in(bytes),
    }));
  }

  /** Within each record, and over all of them one after the other. */
  unrelated(when: string, records: readonly Found[]): void {
    const all: Found = {
      name: 'all of them',
      ballots: records.flatMap(({ ballots }) => ballots),
      deputies: records.flatMap(({ deputies }) => deputies),
    };
    const found = [...records, all];
    const ballots = found.flatMap(({ name, ballots }) => ordersIn(name, ballots));
    const deputies = found.flatMap(({ name, deputies }) => ordersIn(name, deputies));
    expect(ballots).not.toEqual([]);
    expect(deputies).not.toEqual([]);
    const known = [
      { what: 'casting', seats: this.#vote.acknowledged },
      { what: 'issuing', seats: this.#vote.issued },
      { what: 'the roll', seats: [...this.#vote.roll.keys()] },
    ];
    expectUnrelated(when, ballots, [...known, ...deputies]);
  }
}

const seatsOf = (hits: readonly Hit[], kind: string) =>
  new Set(hits.filter((hit) => hit.kind === kind).map(({ seat }) => seat));
const kindsOf = (hits: readonly Hit[]) => [...new Set(hits.map(({ kind }) => kind))].sort();
const isUrn = ({ name }: { name: string }) => name.startsWith('urns/');
const hashes = (files: readonly Kept[]) =>
  files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]);

/** While the vote is open, or after it broke off: ballots are in the urn and nowhere else, deputies nowhere in it. */
function searchOpen(vote: SecretVote, search: Search): void {
  const files = vote.files();
  const found = search.in([...files, vote.output()]);
  const urn = found.find(isUrn)!;
  for (const kind of ['key', 'credential', 'tag', 'signature', 'marks']) {
    // The search finds what is there: every ballot that was acknowledged.
    const there = seatsOf(urn.ballots, kind);
    expect(vote.acknowledged.filter((seat) => !there.has(seat))).toEqual([]);
  }
  const journal = found.filter(({ name }) => name.startsWith('journal'));
  for (const kind of ['deputyId', 'hash of blinded message', 'blind signature']) {
    const there = new Set(journal.flatMap(({ deputies }) => [...seatsOf(deputies, kind)]));
    expect([kind, there.size]).toEqual([kind, DEPUTIES]);
  }
  for (const record of found) {
    const kinds = kindsOf(isUrn(record) ? record.deputies : record.ballots);
    expect([record.name, kinds]).toEqual([record.name, []]);
  }
  search.unrelated('while the vote is open', found);
}

/** After the seal: no tag, no key, no urn; two lists whose orders have nothing to do with each other. */
function searchSealed(vote: SecretVote, search: Search, privateKey: string): void {
  const files = vote.files();
  const records = [...files, vote.output(), ...vote.messages()];
  const found = search.in(records);
  for (const { name, ballots } of found) {
    const paired = kindsOf(ballots).filter((kind) => kind === 'tag' || kind.startsWith('hash of'));
    expect([name, paired]).toEqual([name, []]);
  }
  const sealed = found.find(({ name }) => name.startsWith('sealed/'))!;
  expect(kindsOf(sealed.ballots)).toEqual([
    'commitment',
    'credential',
    'key',
    'marks',
    'receipt',
    'signature',
  ]);
  expect(sealed.deputies).toEqual([]);
  for (const record of found.slice(0, files.length + 1)) {
    if (record.name === sealed.name) continue;
    expect([record.name, kindsOf(record.ballots)]).toEqual([record.name, []]);
  }
  const [ballots, receipts] = ['key', 'receipt'].map((kind) =>
    ordersIn(
      sealed.name,
      sealed.ballots.filter((hit) => hit.kind === kind),
    ),
  );
  expectUnrelated('ballots and receipts after the seal', ballots!, receipts!);

  expect(files.map(({ name }) => name).filter((name) => /^(urns|keys)\//.test(name))).toEqual([]);
  const pieces = [privateKey.split('\n')[3]!, 'PRIVATE KEY'];
  const der = Buffer.from(privateKey.replace(/-----.*-----|\s/g, ''), 'base64');
  for (const { name, bytes } of records) {
    const there = [...pieces, der.subarray(300, 332), der.toString('hex', 300, 332)].some((piece) =>
      bytes.includes(piece),
    );
    expect([name, there]).toEqual([name, false]);
  }
  search.unrelated('after the seal', found.slice(0, files.length));
}

/** Of messages the bundles alone hold both, and there the lists have no common order. */
function searchMessages(vote: SecretVote, search: Search): void {
  const heard = vote.heard;
  const found = search.in(vote.messages());
  for (const [at, { name, ballots, deputies }] of found.entries()) {
    if (name.endsWith('-bundle')) continue;
    expect([name, ballots.length > 0 && deputies.length > 0]).toEqual([name, false]);
    // The only word about a ballot is its receipt, to whoever cast it.
    expect([name, kindsOf(ballots)]).toEqual([name, name === '/urn/casts' ? ['receipt'] : []]);
    if (name === '/urn/casts') expect(heard[at]!.text).toMatch(/^\{"receipt":"[0-9A-Z-]{14}"\}$/);
  }
  const bundles = found.filter(({ name }) => name.endsWith('-bundle'));
  expect(bundles.map(({ name }) => name.split('/').at(-1))).toEqual(['audit-bundle', 'public-bundle']);
  for (const { name, ballots, deputies } of bundles) {
    const bundle = name.split('/').at(-1)!;
    expectUnrelated(`in the ${bundle}`, ordersIn(bundle, ballots), ordersIn(bundle, deputies));
  }

  const results = /"(tally|outcome|counts|marks|receipts?)"|"results":[^n]/;
  const early = heard.filter(
    ({ from, published }) => !published && !/\/(urn\/casts|audit-bundle)$/.test(from),
  );
  expect(early.length).toBeGreaterThan(DEPUTIES);
  expect(early.filter(({ text }) => results.test(text))).toEqual([]);
  expect(heard.some(({ from, text }) => from === 'sitting:view' && results.test(text))).toBe(true);
}

/** The urn's bare answer, to a ballot and to the same one again. */
async function bareAnswers(vote: SecretVote, at: number): Promise<void> {
  const answers: [string, [string, string][]][] = [];
  for (let tap = 0; tap < 2; tap++) {
    const response = await fetch(`${vote.server.url}/urn/casts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: vote.seat(at).tablet.device.cookie! },
      body: JSON.stringify(vote.castOf(at)),
    });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    expect(headers.map(([name]) => name).filter((name) => /etag|id$|timing|cookie/.test(name))).toEqual([]);
    answers.push([await response.text(), headers]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]![0]).toBe(JSON.stringify({ receipt: vote.receiptOf(at) }));
  vote.acknowledged.push(at);
}

async function inSecretVote(work: (vote: SecretVote, dice: Dice) => Promise<void>): Promise<void> {
  await withDataDir(async (dataDir) => {
    const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'debug' });
    const dice = new Dice(seed);
    try {
      const vote = await SecretVote.open(server, DEPUTIES, dice);
      await vote.issue(dice.shuffled([...vote.roll.keys()]));
      await work(vote, dice);
      vote.hall.leave();
    } finally {
      await server.stop();
    }
  });
}

function privateKeyOf(vote: SecretVote): string {
  return vote
    .files()
    .find(({ name }) => name.endsWith('.pem'))!
    .bytes.toString('utf8');
}

test('the limit for tau is more than 4.5 deviations away', () => {
  expect(LIMIT / tauDeviation(DEPUTIES)).toBeGreaterThan(4.5);
  expect(kendallTau([0, 1, 2, 3])).toBe(1);
  expect(kendallTau([3, 2, 1, 0])).toBe(-1);
  expect(kendallTau([1, 0, 3, 2])).toBeCloseTo(1 / 3);
});

describe(`a vote of ${DEPUTIES} deputies, seed ${seed}`, () => {
  test('[B25] [B26] [B33] [B35] tells nobody who cast what, from the first cast to the result', {
    timeout: 300_000,
  }, async () => {
    await inSecretVote(async (vote, dice) => {
      const privateKey = privateKeyOf(vote);
      const before = vote.files();
      const printed = vote.server.output;
      const [bare, ...turns] = dice.shuffled([...vote.roll.keys()]);
      await eachOf(turns, (at) => vote.cast(at), 4);
      await bareAnswers(vote, bare!);

      // Casts changed the urn, in place, and nothing else; no line was printed for any of them.
      const after = vote.files();
      expect(vote.server.output).toBe(printed);
      expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
      expect(hashes(after.filter((file) => !isUrn(file)))).toEqual(
        hashes(before.filter((file) => !isUrn(file))),
      );
      expect(after.find(isUrn)!.bytes.length).toBe(before.find(isUrn)!.bytes.length);

      const search = new Search(vote);
      searchOpen(vote, search);
      await vote.publish();
      vote.hall.leave();
      await vote.server.stop();
      searchSealed(vote, search, privateKey);
      searchMessages(vote, search);
    });
  });

  test('[B25] [B26] [B32] [B33] tells nobody when the plug is pulled in its midst', {
    timeout: 300_000,
  }, async () => {
    await inSecretVote(async (vote, dice) => {
      const privateKey = privateKeyOf(vote);
      const turns = dice.shuffled([...vote.roll.keys()]);
      const late = turns.splice(-24);
      await eachOf(turns, (at) => vote.cast(at), 4);
      const search = new Search(vote);
      const casts = late.map((at) => vote.cast(at));
      await Promise.race(casts);
      await vote.server.kill();
      searchOpen(vote, search);

      await vote.server.start();
      await Promise.all(casts);
      await vote.publish();
      await vote.server.kill();
      searchSealed(vote, search, privateKey);
      searchMessages(vote, search);
    });
  });
});
