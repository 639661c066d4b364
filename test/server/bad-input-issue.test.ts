import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../server/demo/device.ts';
import type { Seat } from '../../server/demo/hall.ts';
import { toBase64Url } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { fixedBytes, modulusOf } from './ballot-workshop.ts';
import { firstChoice, houseForThisFile, paper } from './hall-fixture.ts';

const house = houseForThisFile();
let voteId: VoteId;
let ballot: PreparedBallot;
beforeAll(async () => {
  voteId = await house.hall.openVote(await house.hall.drawUp(paper));
  ballot = (await house.sheets(voteId))[0]!;
});

async function ask(device: Device, blindedMessage: unknown, ballotId: unknown = ballot.ballotId) {
  const answer = await device.ask('ballot:issue', { ballotId, blindedMessage } as never);
  return 'refused' in answer ? answer.refused : answer.ok.blindSignature;
}
const askFor = ({ tablet }: Seat) => ask(tablet.device, tablet.prepare(ballot).blindedMessage);
const taken = { code: 'credential-already-issued', field: 'blindedMessage' };

describe('a blinded message that is none', () => {
  const letters = (bytes: Uint8Array) => toBase64Url(bytes);
  const some = letters(new Uint8Array(randomBytes(256)));

  test.each<[string, () => unknown]>([
    ['empty', () => ''],
    ['one byte short', () => letters(new Uint8Array(255).fill(1))],
    ['one byte long', () => letters(new Uint8Array(257).fill(1))],
    ['a kilobyte', () => letters(new Uint8Array(1024).fill(1))],
    ['equal to n', () => letters(fixedBytes(modulusOf(ballot), 256))],
    ['n + 1', () => letters(fixedBytes(modulusOf(ballot) + 1n, 256))],
    ['all ones', () => letters(new Uint8Array(256).fill(255))],
    ['padded', () => `${some}==`],
    ['with a plus', () => `+${some.slice(1)}`],
    ['in hex', () => '00'.repeat(256)],
    ['with spare bits set', () => `${some.slice(0, -1)}_`],
    ['a number', () => 1],
    ['null', () => null],
    ['a list of bytes', () => Array(256).fill(1)],
    ['bytes', () => randomBytes(256)],
    ['an object with a length', () => ({ length: 342 })],
  ])('[B40] %s is refused', async (_what, message) => {
    const refused = await ask(house.deputy(0).tablet.device, message());
    expect(refused).toMatchObject({ code: 'malformed', field: 'blindedMessage' });
  });

  test.each([
    ['no text', 7],
    ['in capitals', 'A'.repeat(32)],
    ['a prototype', '__proto__'],
  ])('[B40] a ballotId that is %s is refused', async (_what, ballotId) => {
    const refused = await ask(house.deputy(0).tablet.device, some, ballotId);
    expect(refused).toMatchObject({ code: 'malformed', field: 'ballotId' });
  });

  test('[B27] the deputy who sent them all has lost nothing by it', async () => {
    expect(await askFor(house.deputy(0))).toMatch(/^[\w-]{342}$/);
  });

  test('[B27] zero is nobody’s key: it is signed as zero and serves for no ballot', async () => {
    const zero = letters(new Uint8Array(256));
    expect(await ask(house.deputy(1).tablet.device, zero)).toBe(zero);
    expect(await askFor(house.deputy(1))).toEqual(taken);
  });
});

describe('who gets a credential', () => {
  test.each([
    ['operator', () => house.hall.operator],
    ['chair', () => house.hall.chair],
    ['hall screen', () => house.hall.screen],
  ])('[B27] not the %s', async (_who, device) => {
    expect(await ask(device(), toBase64Url(new Uint8Array(256)))).toEqual({ code: 'not-allowed' });
  });

  test('[B1] not a non-voting attendee', async () => {
    expect(await askFor(house.attendee)).toEqual({ code: 'deputy-not-entitled' });
  });

  test('[B3] not a deputy who is not checked in, nor one who has left', async () => {
    expect(await askFor(house.absentee)).toEqual({ code: 'deputy-not-present' });
    const { deputyId } = house.deputy(2);
    await house.hall.operator.command({ type: 'CheckOut', deputyId });
    expect(await askFor(house.deputy(2))).toEqual({ code: 'deputy-not-present' });
    await house.hall.operator.command({ type: 'CheckIn', deputyId });
    expect(await askFor(house.deputy(2))).toMatch(/^[\w-]{342}$/);
  });
});

describe('one credential', () => {
  test('[B27] the same request gets the same answer, a hundred times and at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => askFor(house.deputy(3))));
    for (let k = 0; k < 88; k++) answers.push(await askFor(house.deputy(3)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^[\w-]{342}$/);
  });

  test('[B27] another request is refused', async () => {
    const first = await askFor(house.deputy(4));
    const { tablet } = house.deputy(4);
    expect(await ask(tablet.device, toBase64Url(fixedBytes(2n, 256)))).toEqual(taken);
    expect(await askFor(house.deputy(4))).toBe(first);
  });

  test('[B27] of twelve different requests that race, one is answered', async () => {
    const { device } = house.deputy(5).tablet;
    const messages = Array.from({ length: 12 }, (_, k) => toBase64Url(fixedBytes(BigInt(k + 2), 256)));
    const answers = await Promise.all(messages.map((message) => ask(device, message)));
    expect(answers.filter((answer) => typeof answer === 'string')).toHaveLength(1);
    expect(answers.filter((answer) => typeof answer !== 'string')).toEqual(Array(11).fill(taken));
  });
});

test('[B45] after all of it whoever has not wasted the credential votes, and every ballot is counted', async () => {
  const wasted = [1, 5].map((at) => house.deputy(at));
  const voters = house.deputies.filter((seat) => !wasted.includes(seat));
  await house.vote(voteId, voters, firstChoice);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(10);
  expect(published.sealed![0]).toMatchObject({ returned: 10, credentialsIssued: 12, deputiesIssued: 12 });
});
