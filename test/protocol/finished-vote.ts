import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import type { Paper, Sheet } from '../../shared/ballot/paper.ts';
import { AuditBundle, type PublicBundle } from '../../shared/bundle.ts';
import { sha256Hex, utf8ToBytes } from '../../shared/bytes.ts';
import type { DeputyId, VoteId } from '../../shared/ids.ts';
import { withDataDir } from '../simulation/data-dir.ts';

/** A bundle as it left the server, with what stands on the signed report. */
export interface Held {
  bytes: Uint8Array;
  digest: string;
  chainHead: string;
}
export interface FinishedVote {
  audit: Held;
  public: Held;
}
export interface Finished {
  /** Ten of thirteen projects by 40 deputies, one of them with a reissued credential; one has a credential and casts no ballot. */
  project: FinishedVote;
  /** Two subjects, in the same sitting afterwards. */
  appraisal: FinishedVote;
  /** On the roll and never in the hall. */
  absent: DeputyId;
}

const PRESENT = 40;
const ABSENT = 2;

function textOf({ bytes }: Held): string {
  return Buffer.from(bytes).toString('utf8');
}
export function auditOf(vote: FinishedVote): AuditBundle {
  return AuditBundle.parse(JSON.parse(textOf(vote.audit)));
}
export function publicOf(vote: FinishedVote): PublicBundle {
  return JSON.parse(textOf(vote.public)) as PublicBundle;
}

const subjects: Paper = {
  kind: 'appraisal',
  title: '工作评议',
  items: [
    { itemId: 'S1' as Paper['items'][number]['itemId'], title: '教育局' },
    { itemId: 'S2' as Paper['items'][number]['itemId'], title: '交通局' },
  ],
};

/** Holds both votes on a real server and brings home what it gives out. */
export function holdVotes(seed: number): Promise<Finished> {
  return withDataDir(async (dataDir) => {
    const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
    try {
      return await inHall(server, new Dice(seed));
    } finally {
      await server.stop();
    }
  });
}

async function inHall(server: ServerProcess, dice: Dice): Promise<Finished> {
  const roll = inventedRoll(PRESENT + ABSENT);
  roll.push({ name: '列席者', delegation: '列席', seat: 'G-1', standing: 'nonVoting' });
  const about = { title: '评议测试', body: 'congress' as const, totalMembership: roll.length - 1, roll };
  const hall = await Hall.open(server.url, server.setupCodes, about, dice);
  const present = hall.seats.slice(0, PRESENT);
  await hall.operator.command({ type: 'SetExecutiveChair', deputyId: present[3]!.deputyId });
  await eachOf(present, (seat) => hall.signIn(seat));
  await hall.checkIn(present);

  const projects = await hall.openVote(await hall.drawUp(projectPaper('民生实事项目', 13, 10)));
  const lost = present.at(-2)!;
  await lost.tablet.fillIn((await lost.tablet.sheets(projects))[0]!, tenAtRandom(dice));
  await hall.replaceTablet(lost);
  await hall.reissue(projects, lost.deputyId);
  const silent = present.at(-1)!;
  await silent.tablet.fillIn((await silent.tablet.sheets(projects))[0]!, tenAtRandom(dice));
  await eachOf(present.slice(0, -1), async ({ tablet }) => {
    await tablet.vote(projects, tenAtRandom(dice));
  });
  const project = await bringHome(hall, projects);

  const appraisals = await hall.openVote(await hall.drawUp(subjects));
  await eachOf(present, async ({ tablet }) => {
    const grade = () =>
      dice.pick(['satisfied', 'satisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied'] as const);
    await tablet.vote(appraisals, () => ({ S1: [grade()], S2: [grade()] }));
  });
  const appraisal = await bringHome(hall, appraisals);
  hall.leave();
  return { project, appraisal, absent: hall.seats[PRESENT]!.deputyId };
}

function tenAtRandom(dice: Dice) {
  return (sheet: Sheet) =>
    Object.fromEntries(dice.some(sheet.paper.items, 10).map(({ itemId }) => [itemId, ['approve'] as const]));
}

async function bringHome(hall: Hall, voteId: VoteId): Promise<FinishedVote> {
  const { audit, published } = await hall.finish(voteId);
  const path = `/api/sittings/${hall.sittingId}/votes/${voteId}/public-bundle`;
  const text = await hall.screen.get(path);
  const { chainHead } = AuditBundle.parse(JSON.parse(audit.text));
  const { auditDigest, publicDigest } = published.digests!;
  if (sha256Hex(utf8ToBytes(text)) !== publicDigest) throw new Error('the public bundle has another digest');
  return {
    audit: { bytes: utf8ToBytes(audit.text), digest: auditDigest, chainHead },
    public: { bytes: utf8ToBytes(text), digest: publicDigest, chainHead },
  };
}
