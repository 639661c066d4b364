import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Seat } from '../../server/demo/hall.ts';
import { signBallot } from '../../server/demo/tablet.ts';
import type { Cast } from '../../shared/ballot/credential.ts';
import type { Paper } from '../../shared/ballot/paper.ts';
import { toBase64Url } from '../../shared/bytes.ts';
import type { BallotId, PaperId, VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { bytesOf, signedAnew, withBytes } from './ballot-workshop.ts';
import { blame, firstChoice, houseForThisFile, paper, send } from './hall-fixture.ts';

// Three votes of one sitting, one after the other: what belongs to one is brought to another.
const house = houseForThisFile();
const appraisal = {
  kind: 'appraisal',
  title: '工作评议',
  items: [
    { itemId: 'edu', title: '教育局' },
    { itemId: 'water', title: '水务局' },
  ],
} as Paper;
const motion = { kind: 'motion', title: '决议', items: [{ itemId: 'm', title: '决议草案' }] } as Paper;

const cast = async (body: unknown) => blame(await send(`${house.url}/urn/casts`, { body }));
const receiptFor = async (body: unknown) => (await send(`${house.url}/urn/casts`, { body })).json['receipt'];
const conflict = (code: string) => ({ status: 409, code, field: 'ballotId' });
const forged = { status: 403, code: 'credential-forged', field: 'credential' };

/** The refusal of a credential, as a tablet hears it. */
async function issue(
  { tablet }: Seat,
  ballotId: BallotId,
  blindedMessage = toBase64Url(Uint8Array.of(...randomBytes(256)).fill(0, 0, 1)),
) {
  const answer = await tablet.device.ask('ballot:issue', { ballotId, blindedMessage });
  return 'refused' in answer ? answer.refused : null;
}

/** The credential and key of one ballot under words for another. */
function carriedOver(from: Cast, seat: Seat, to: PreparedBallot): Cast {
  const kept = seat.tablet.kept.get(from.ballotId)!;
  return signBallot(to.ballotId, kept, bytesOf(from.credential), new Uint8Array(to.sheet.paper.items.length));
}

const projects = {} as { paperId: PaperId; voteId: VoteId; ballot: PreparedBallot; good: Cast; late: Cast };

async function prepared(paperId: PaperId): Promise<VoteId> {
  await house.hall.operator.command({ type: 'PrepareVote', paperId, rehearsal: false });
  const { voteId } = await house.deputies[0]!.tablet.device.until((view) =>
    view.votes.find((vote) => vote.paperId === paperId),
  );
  return voteId;
}

test('[B19] before the vote is open there are neither credentials nor casts', async () => {
  const voteId = await prepared(await house.hall.drawUp(paper));
  const [ballot] = await house.sheets(voteId);
  Object.assign(projects, { voteId, ballot });
  const { ballotId } = ballot!;
  expect(await issue(house.deputy(0), ballotId)).toEqual({ code: 'ballot-not-open', field: 'ballotId' });
  const kept = house.deputy(0).tablet.prepare(ballot!);
  const early = signBallot(ballotId, kept, new Uint8Array(256), new Uint8Array(5));
  expect(await cast(early)).toEqual(conflict('ballot-not-open'));
});

test('[B30] a ballot that nobody knows has no urn', async () => {
  const ballotId = randomBytes(16).toString('hex') as BallotId;
  expect(await issue(house.deputy(0), ballotId)).toEqual({ code: 'ballot-unknown', field: 'ballotId' });
  const kept = house.deputy(0).tablet.kept.get(projects.ballot.ballotId)!;
  const stray = signBallot(ballotId, kept, new Uint8Array(256), new Uint8Array(5));
  expect(await cast(stray)).toEqual({ status: 404, code: 'ballot-unknown', field: 'ballotId' });
});

test('[B31] after the close a ballot that was in gets its receipt, and no other gets in', async () => {
  const { ballot, voteId } = projects;
  await house.hall.chair.command({ type: 'OpenVote', voteId });
  const [voter, sleeper] = [house.deputy(0).tablet, house.deputy(1).tablet];
  const voters = house.deputies.filter((seat) => seat !== house.deputy(1));
  projects.late = await sleeper.fillIn(ballot, firstChoice);
  await house.vote(voteId, voters);
  projects.good = voter.kept.get(ballot.ballotId)!.cast!;
  const { good, late } = projects;
  const other = signedAnew(
    withBytes(good, 'marks', (marks) => marks.fill(0)),
    voter.kept.get(ballot.ballotId)!.keys,
  );
  const { receipt } = voter.kept.get(ballot.ballotId)!;

  const afterTheClose = async () => {
    expect(await receiptFor(good)).toBe(receipt);
    expect(await cast(other)).toEqual({ status: 409, code: 'ballot-altered', field: 'key' });
    expect(await cast(late)).toEqual(conflict('ballot-closed'));
    expect(await cast(withBytes(late, 'credential', (bytes) => bytes.fill(1)))).toEqual(forged);
    expect(await issue(house.absentee, ballot.ballotId)).toEqual({
      code: 'ballot-closed',
      field: 'ballotId',
    });
  };
  await house.hall.chair.command({ type: 'CloseVote', voteId });
  await afterTheClose();
  await house.hall.inStage(voteId, 'sealed');
  await afterTheClose();
  expect(await issue(house.deputy(0), ballot.ballotId)).toEqual({ code: 'ballot-closed', field: 'ballotId' });
});

test('[B28] of casts that race the close, each is counted or told that it came too late', async () => {
  const { voteId } = projects;
  const chief = house.hall.scrutineers[0]!.tablet.device;
  await chief.command({ type: 'ReportReturn', voteId });
  await house.hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
  await house.hall.confirm(voteId);
  const { results } = await house.hall.publish(voteId);
  expect(results![0]!.tally).toMatchObject({ returned: 11, valid: 11 });

  const second = await house.hall.openVote(await house.hall.drawUp({ ...paper, title: '第二次票决' }));
  const [ballot] = await house.sheets(second);
  const casts = await Promise.all(house.deputies.map(({ tablet }) => tablet.fillIn(ballot!, firstChoice)));
  const racing = Promise.all(casts.map((one) => cast(one)));
  await house.hall.chair.command({ type: 'CloseVote', voteId: second });
  const answers = await racing;
  const accepted = answers.filter(({ status }) => status === 200).length;
  expect(answers.filter(({ code }) => code === 'ballot-closed')).toHaveLength(12 - accepted);
  const { sealed } = await house.hall.inStage(second, 'sealed');
  expect(sealed![0]!.returned).toBe(accepted);
});

test('[B30] credentials serve one subject of one vote', async () => {
  const voteId = await house.hall.openVote(await house.hall.drawUp(appraisal));
  const [education, water] = await house.sheets(voteId);
  const seat = house.deputy(2);
  const forEducation = await seat.tablet.fillIn(education!, firstChoice);

  expect(await cast(carriedOver(forEducation, seat, water!))).toEqual(forged);
  expect(await cast({ ...forEducation, ballotId: water!.ballotId })).toEqual(forged);
  const ofEarlierVote = carriedOver(projects.late, house.deputy(1), education!);
  expect(await cast(ofEarlierVote)).toEqual(forged);
  expect(await cast(carriedOver(forEducation, seat, projects.ballot))).toEqual(forged);

  await house.vote(voteId);
  const { counted, published } = await house.finishExactly(voteId);
  expect(counted).toBe(24);
  for (const { tally } of published.results!) {
    expect(tally).toMatchObject({ returned: 12, valid: 12, invalid: 0 });
    expect(tally.items[0]!.counts.satisfied).toBe(12);
  }
});

test('[B21] after an abort nothing is taken, not even what was in', async () => {
  const voteId = await house.hall.openVote(await house.hall.drawUp(motion));
  const [ballot] = await house.sheets(voteId);
  await house.vote(voteId, house.deputies.slice(0, 4));
  const inside = house.deputies[0]!.tablet.kept.get(ballot!.ballotId)!.cast!;
  const outside = await house.deputies[4]!.tablet.fillIn(ballot!, firstChoice);
  await house.hall.chair.command({ type: 'AbortVote', voteId, reason: '设备故障' });
  for (const body of [inside, outside]) expect(await cast(body)).toEqual(conflict('ballot-aborted'));
  for (const seat of [house.deputies[0]!, house.deputies[5]!]) {
    expect(await issue(seat, ballot!.ballotId)).toEqual({ code: 'ballot-aborted', field: 'ballotId' });
  }
  // Nothing of the aborted round gets into the one that follows it.
  await house.hall.operator.command({ type: 'PrepareNextRound', voteId });
  const { paperId } = await house.hall.operator.until((view) =>
    view.papers.find(({ follows }) => follows === voteId),
  );
  const again = await house.hall.openVote(paperId);
  const [next] = await house.sheets(again);
  expect(next!.paperHash).not.toBe(ballot!.paperHash);
  expect(await cast(carriedOver(inside, house.deputies[0]!, next!))).toEqual(forged);
  await house.vote(again);
  expect((await house.finishExactly(again)).counted).toBe(12);
});
