import { beforeAll, expect, test } from 'vitest';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import type { Cast } from '../../shared/ballot/credential.ts';
import { toBase64Url } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { bytesOf, flipped, newKey, signedAnew, withBytes } from './ballot-workshop.ts';
import { blame, firstChoice, houseForThisFile, paper, send } from './hall-fixture.ts';

const house = houseForThisFile({ present: 24 });
const dice = new Dice(834);
let voteId: VoteId;
let ballot: PreparedBallot;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
  ballot = (await house.sheets(voteId))[0]!;
});

const cast = (body: unknown) => send(`${house.url}/urn/casts`, { body });

/** Kinds of ballots that a flood is made of, each from a good one, and the code that each must get. */
const rubbish: readonly [string, (good: Cast) => unknown][] = [
  ['malformed', () => ({})],
  ['malformed', () => `{"ballotId":"${'0'.repeat(3000)}`],
  ['malformed', (good) => ({ ...good, signature: `${good.signature}==` })],
  ['too-large', (good) => ({ ...good, marks: 'A'.repeat(5000) })],
  ['ballot-unknown', (good) => ({ ...good, ballotId: '0'.repeat(32) })],
  ['marks-malformed', (good) => withBytes(good, 'marks', (marks) => marks.map(() => 255))],
  ['credential-forged', (good) => withBytes(good, 'credential', flipped)],
  ['credential-forged', (good) => withBytes(good, 'key', flipped)],
  ['credential-forged', (good) => forgedWhole(good)],
  ['signature-wrong', (good) => withBytes(good, 'tag', flipped)],
  ['signature-wrong', (good) => withBytes(good, 'marks', (marks) => marks.map((byte) => byte ^ 1))],
];

/** Everything as it should be, but for the credential. */
function forgedWhole(good: Cast): Cast {
  const own = newKey();
  return signedAnew({ ...good, key: toBase64Url(own.point) }, own);
}

test('[B45] three thousand bad casts: each is told why, and the good ones among them are all acknowledged', async () => {
  const voters = house.deputies;
  const goods = await Promise.all(voters.map(({ tablet }) => tablet.fillIn(ballot, firstChoice)));
  const floods = Array.from({ length: 3000 }, () => {
    const [code, make] = dice.pick(rubbish);
    const body = make(dice.pick(goods));
    return async () => expect((await cast(body)).refused?.code).toBe(code);
  });
  const taps = voters.map(
    ({ tablet }) =>
      async () =>
        void (await tablet.send(ballot.ballotId)),
  );
  const answered: string[] = [];
  await eachOf(
    dice.shuffled([...floods, ...taps]),
    async (one) => {
      await one();
      answered.push('answer');
    },
    128,
  );
  expect(answered).toHaveLength(3024);
  expect(voters.every(({ tablet }) => tablet.kept.get(ballot.ballotId)!.receipt !== null)).toBe(true);
});

test('[B45] a hundred ballots of forged keys at once do not keep the desk waiting', async () => {
  const good = house.deputy(0).tablet.kept.get(ballot.ballotId)!.cast!;
  const flood = Promise.all(Array.from({ length: 100 }, () => cast(forgedWhole(good))));
  expect(await house.versionNow()).toBeGreaterThan(0);
  const answers = await flood;
  expect(answers.map(blame)).toEqual(
    Array(100).fill({ status: 403, code: 'credential-forged', field: 'credential' }),
  );
});

test('[B29] three hundred altered copies of ballots that are in change none of them', async () => {
  const voters = house.deputies;
  await eachOf(
    Array.from({ length: 300 }, () => dice.pick(voters)),
    async ({ tablet }) => {
      const kept = tablet.kept.get(ballot.ballotId)!;
      const other = { ...kept.cast!, marks: toBase64Url(bytesOf(kept.cast!.marks).map((byte) => byte ^ 1)) };
      const answer = await cast(signedAnew(other, kept.keys));
      expect(blame(answer)).toEqual({ status: 409, code: 'ballot-altered', field: 'key' });
    },
  );
});

test('[B45] after the flood every ballot is counted once', async () => {
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(24);
  const { tally } = published.results![0]!;
  expect(tally).toMatchObject({ returned: 24, valid: 24, invalid: 0 });
  expect(tally.items.map(({ counts }) => counts.approve)).toEqual([24, 0, 0, 0, 0]);
});
