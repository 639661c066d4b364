import { beforeAll, describe, expect, test } from 'vitest';
import type { Cast } from '../../shared/ballot/credential.ts';
import { toBase64Url } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import {
  bytesOf,
  credentialOn,
  type Field,
  fields,
  fixedBytes,
  flipped,
  modulusOf,
  newKey,
  otherS,
  signedAnew,
  withBytes,
} from './ballot-workshop.ts';
import { blame, firstChoice, houseForThisFile, paper, send } from './hall-fixture.ts';

const house = houseForThisFile({ present: 15 });
let ballot: PreparedBallot;
/** Never sent as it is until the end of the first part: whatever is made of it must be refused. */
let good: Cast;
let voteId: VoteId;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
  ballot = (await house.sheets(voteId))[0]!;
  good = await house.deputy(0).tablet.fillIn(ballot, firstChoice);
});

const cast = async (body: unknown) => send(`${house.url}/urn/casts`, { body });
const refusedCast = async (body: unknown) => blame(await cast(body));
const receiptFor = async (body: unknown) => (await cast(body)).json['receipt'];
const malformed = (field: string) => ({ status: 400, code: 'malformed', field });
const forged = { status: 403, code: 'credential-forged', field: 'credential' };
const wrongSignature = { status: 403, code: 'signature-wrong', field: 'signature' };
const wrongMarks = { status: 400, code: 'marks-malformed', field: 'marks' };
const altered = { status: 409, code: 'ballot-altered', field: 'key' };
const keysOf = (seat: number) => house.deputy(seat).tablet.kept.get(ballot.ballotId)!.keys;

describe('a good ballot in which one thing is changed', () => {
  const fill = (byte: number) => (bytes: Uint8Array) => bytes.map(() => byte);
  const modulusPlus = (more: bigint) => () => fixedBytes(modulusOf(ballot) + more, 256);

  test.each<[string, Field, (bytes: Uint8Array) => Uint8Array, object]>([
    ['a bit of the key', 'key', flipped, forged],
    ['the key replaced by another', 'key', () => newKey().point, forged],
    ['the key as 65 zeros', 'key', fill(0), malformed('key')],
    [
      'the key compressed',
      'key',
      (bytes) => Uint8Array.of(2 + (bytes[64]! & 1), ...bytes.slice(1, 33)),
      malformed('key'),
    ],
    ['the key at infinity', 'key', () => Uint8Array.of(0), malformed('key')],
    [
      'the key called hybrid',
      'key',
      (bytes) => Uint8Array.of(6 + (bytes[64]! & 1), ...bytes.slice(1)),
      malformed('key'),
    ],
    ['a bit of the credential', 'credential', flipped, forged],
    ['its first bit', 'credential', (bytes) => flipped(bytes, 0), forged],
    ['the credential zero', 'credential', fill(0), forged],
    ['the credential one', 'credential', () => fixedBytes(1n, 256), forged],
    ['the credential all ones', 'credential', fill(255), forged],
    ['the credential equal to n', 'credential', modulusPlus(0n), forged],
    ['the credential n + 1', 'credential', modulusPlus(1n), forged],
    ['the credential one byte short', 'credential', (bytes) => bytes.slice(1), malformed('credential')],
    ['a bit of the tag', 'tag', flipped, wrongSignature],
    ['the tag one byte long', 'tag', (bytes) => Uint8Array.of(...bytes, 0), malformed('tag')],
    ['other marks', 'marks', (bytes) => bytes.map((_, at) => (at === 1 ? 1 : 0)), wrongSignature],
    ['the marks taken out', 'marks', fill(0), wrongSignature],
    [
      'a mark that the paper has not',
      'marks',
      (bytes) => bytes.map((_, at) => (at === 1 ? 2 : 0)),
      wrongMarks,
    ],
    ['every bit of the marks', 'marks', fill(255), wrongMarks],
    ['marks for an item too few', 'marks', (bytes) => bytes.slice(1), wrongMarks],
    ['marks for an item too many', 'marks', (bytes) => Uint8Array.of(...bytes, 0), wrongMarks],
    ['marks for 200 items', 'marks', () => new Uint8Array(200), wrongMarks],
    ['no marks', 'marks', () => new Uint8Array(), malformed('marks')],
    ['a bit of the signature', 'signature', flipped, wrongSignature],
    ['the signature zero', 'signature', fill(0), wrongSignature],
    ['the signature all ones', 'signature', fill(255), wrongSignature],
    ['r zero', 'signature', (bytes) => bytes.map((byte, at) => (at < 32 ? 0 : byte)), wrongSignature],
    ['s zero', 'signature', (bytes) => bytes.map((byte, at) => (at < 32 ? byte : 0)), wrongSignature],
    [
      'the signature in DER',
      'signature',
      (bytes) => Uint8Array.of(0x30, 0x44, 2, 32, ...bytes),
      malformed('signature'),
    ],
    ['half a signature', 'signature', (bytes) => bytes.slice(0, 32), malformed('signature')],
  ])('[B30] %s', async (_what, field, change, expected) => {
    expect(await refusedCast(withBytes(good, field, change))).toEqual(expected);
  });

  test('[B30] the credential with n added, where that fits', async () => {
    const sum = BigInt(`0x${Buffer.from(bytesOf(good.credential)).toString('hex')}`) + modulusOf(ballot);
    const fits = sum < 1n << 2048n;
    const body = { ...good, credential: toBase64Url(fixedBytes(sum, fits ? 256 : 257)) };
    expect(await refusedCast(body)).toEqual(fits ? forged : malformed('credential'));
  });

  const spellings: Record<string, (text: string) => string> = {
    padded: (text) => `${text}=`,
    'padded twice': (text) => `${text}==`,
    'with spare bits set': (text) => text.slice(0, -1) + nextLetter(text.at(-1)!),
    'with a plus': (text) => `+${text.slice(1)}`,
    'with a slash': (text) => `/${text.slice(1)}`,
    'with a space before': (text) => ` ${text}`,
    'with a line break after': (text) => `${text}\n`,
    'with a NUL inside': (text) => `${text.slice(0, 2)}\u0000${text.slice(3)}`,
    'with a full-width letter': (text) => `Ａ${text.slice(1)}`,
    'with a lone surrogate': (text) => `\ud800${text.slice(1)}`,
    'one letter short': (text) => text.slice(0, -1),
    'in hex': (text) => Buffer.from(text, 'base64url').toString('hex'),
    empty: () => '',
  };
  test.each(fields.flatMap((field) => Object.keys(spellings).map((how) => [field, how] as const)))(
    '[B30] the %s %s',
    async (field, how) => {
      const text = good[field];
      // Marks of another length are spelled well, and do not fit the paper.
      const shorter = how === 'one letter short' && field === 'marks';
      const expected = shorter ? wrongMarks : malformed(field);
      expect(await refusedCast({ ...good, [field]: spellings[how]!(text) })).toEqual(expected);
    },
  );

  test.each([
    ['in capitals', (id: string) => id.toUpperCase().replace(/\d/g, 'A'), malformed('ballotId')],
    ['of no ballot', () => 'f'.repeat(32), { status: 404, code: 'ballot-unknown', field: 'ballotId' }],
    ['too short', (id: string) => id.slice(1), malformed('ballotId')],
    ['with a path', () => '../../../../../../../../etc/passwd', malformed('ballotId')],
    ['of a prototype', () => '__proto__', malformed('ballotId')],
    ['with a line break', (id: string) => `${id}\n`, malformed('ballotId')],
  ])('[B30] the ballotId %s', async (_what, change, expected) => {
    expect(await refusedCast({ ...good, ballotId: change(good.ballotId) })).toEqual(expected);
  });

  test('[B30] after all of it, it is accepted as it was', async () => {
    const receipt = await house.deputy(0).tablet.send(ballot.ballotId);
    expect(await receiptFor(good)).toBe(receipt);
  });
});

describe('a key that is no point of the curve, with a genuine credential', () => {
  test.each([
    ['off the curve', 6, () => flipped(newKey().point)],
    ['at nought', 7, () => Uint8Array.of(4, ...new Uint8Array(64))],
  ])('[B30] %s signs nothing', async (_what, seat, point) => {
    const key = point();
    const credential = await credentialOn(house.deputy(seat), ballot, key);
    const body = { ...good, key: toBase64Url(key), credential: toBase64Url(credential) };
    expect(await refusedCast(body)).toEqual(wrongSignature);
  });
});

test('[B30] a hybrid spelling of a good key is refused even with a credential of its own', async () => {
  const { point } = newKey();
  const hybrid = Uint8Array.of(6 + (point[64]! & 1), ...point.slice(1));
  const credential = await credentialOn(house.deputy(8), ballot, hybrid);
  const body = { ...good, key: toBase64Url(hybrid), credential: toBase64Url(credential) };
  expect(await refusedCast(body)).toEqual(malformed('key'));
});

describe('the same ballot again', () => {
  const known = async (seat: number) => {
    const { tablet } = house.deputy(seat);
    const first = await tablet.fillIn(ballot, firstChoice);
    return { first, receipt: await tablet.send(ballot.ballotId) };
  };

  test('[B28] two thousand times gets the same receipt each time', async () => {
    const { first, receipt } = await known(2);
    const receipts = new Set<unknown>();
    for (let round = 0; round < 20; round++) {
      const batch = await Promise.all(Array.from({ length: 100 }, () => receiptFor(first)));
      for (const one of batch) receipts.add(one);
    }
    expect([...receipts]).toEqual([receipt]);
  });

  test('[B28] with the other s, or signed a second time, it is still the same ballot', async () => {
    const { first, receipt } = await known(3);
    const second = signedAnew(first, keysOf(3));
    expect(second.signature).not.toBe(first.signature);
    for (const spelled of [otherS(first), second, otherS(second)])
      expect(await receiptFor(spelled)).toBe(receipt);
  });

  test('[B29] with other marks or another tag it is refused, and the first one stands', async () => {
    const { first, receipt } = await known(4);
    for (const field of ['marks', 'tag'] as const) {
      const other = signedAnew(
        withBytes(first, field, (bytes) => bytes.map((byte) => byte ^ 1)),
        keysOf(4),
      );
      expect(await refusedCast(other)).toEqual(altered);
    }
    expect(await receiptFor(first)).toBe(receipt);
  });

  test('[B29] of two ballots of one key that race, one stands whichever it is', async () => {
    const { tablet } = house.deputy(5);
    const mine = await tablet.fillIn(ballot, firstChoice);
    const other = signedAnew(withBytes(mine, 'tag', flipped), keysOf(5));
    const answers = await Promise.all(Array.from({ length: 40 }, (_, k) => cast(k % 2 === 0 ? mine : other)));
    const [ofMine, ofOther] = [0, 1].map((rest) => answers.filter((_, k) => k % 2 === rest));
    const accepted = (list: typeof answers) => new Set(list.map(({ json }) => json['receipt'] ?? 'altered'));
    expect([accepted(ofMine!).size, accepted(ofOther!).size]).toEqual([1, 1]);
    expect(answers.filter(({ refused }) => refused).map(blame)).toEqual(Array(20).fill(altered));
    // The tablet keeps the one that stood, for the comparison at the end.
    tablet.kept.get(ballot.ballotId)!.cast = ofMine!.some(({ refused }) => refused) ? other : mine;
    await tablet.send(ballot.ballotId);
  });
});

test('two tablets that share a tag share a receipt, and both are counted', async () => {
  const [one, other] = [house.deputy(9).tablet, house.deputy(10).tablet];
  const { tag } = await one.fillIn(ballot, firstChoice);
  const cast = await other.fillIn(ballot, firstChoice);
  other.kept.get(ballot.ballotId)!.cast = signedAnew({ ...cast, tag }, keysOf(10));
  expect(await other.send(ballot.ballotId)).toBe(await one.send(ballot.ballotId));
});

test('[B45] after all of it everyone else votes and every ballot is counted once', async () => {
  const rest = house.deputies.filter((seat) => ![6, 7, 8].some((at) => house.deputy(at) === seat));
  await house.vote(voteId, rest);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(12);
  const { tally } = published.results![0]!;
  expect(tally).toMatchObject({ returned: 12, valid: 12, invalid: 0 });
  expect(tally.items.map(({ counts }) => counts.approve)).toEqual([12, 0, 0, 0, 0]);
});

function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) + 1]!;
}
