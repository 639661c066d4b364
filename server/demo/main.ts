import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import type { Choice, Paper, Sheet } from '../../shared/ballot/paper.ts';
import { choicesOf } from '../../shared/ballot/paper.ts';
import type { VoteView } from '../../shared/views.ts';
import { Dice } from './dice.ts';
import { eachOf, Hall, inventedRoll, type Seat } from './hall.ts';
import { demoPapers } from './papers.ts';
import { resultLines } from './result-lines.ts';
import { ServerProcess } from './server-process.ts';

const ENTITLED = 336;
const PRESENT = 304;

function readSeed(): number {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
  if (!/^\d{1,9}$/.test(values.seed)) throw new Error(`--seed: ${values.seed} is not a whole number`);
  return Number(values.seed);
}

const say = (line = '') => console.log(line);
let stepNumber = 0;
const step = (line: string) => say(`\n[${++stepNumber}] ${line}`);

/** Runs `work` over a list: on a terminal with a bar that moves, elsewhere its end is printed. */
async function withBar<T>(
  label: string,
  list: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce: number,
) {
  const format = `    {bar} {value}/{total} ${label}`;
  const bar = process.stdout.isTTY
    ? new SingleBar({ format, hideCursor: true, stream: process.stdout }, Presets.shades_classic)
    : null;
  bar?.start(list.length, 0);
  await eachOf(
    list,
    async (one) => {
      await work(one);
      bar?.increment();
    },
    atOnce,
  );
  bar?.stop();
  if (!bar) say(`    ${list.length}/${list.length} ${label}`);
}

/** Opinions with a lean, so that the result has something to say: early projects are liked better. */
function opinion(dice: Dice) {
  return (sheet: Sheet): Record<string, Choice[]> => {
    const { items } = sheet.paper;
    const choices = choicesOf(sheet.rules);
    if (sheet.paper.kind === 'project') {
      const liked = items.map((item, at) => ({ item, weight: dice.between(0, 100) - 4 * at }));
      const chosen = liked
        .sort((a, b) => b.weight - a.weight)
        .slice(0, sheet.paper.maxMarks - dice.between(0, 2));
      return Object.fromEntries(chosen.map(({ item }) => [item.itemId, ['approve']]));
    }
    const lean = dice.between(1, 100);
    return { [items[0]!.itemId]: [lean <= 72 ? choices[0]! : lean <= 90 ? choices[1]! : choices[2]!] };
  };
}

async function holdVote(hall: Hall, paper: Paper, voters: readonly Seat[]): Promise<VoteView> {
  step(`${paper.title}: the chair opens the vote 执行主席宣布开始表决`);
  const voteId = await hall.openVote(await hall.drawUp(paper));
  const open = await hall.inStage(voteId, 'open');
  for (const { keyFingerprint } of open.ballots) {
    say(
      `    key fingerprint on the hall screen 选票密钥指纹: ${keyFingerprint.slice(0, 16).match(/..../g)!.join(' ')}`,
    );
  }
  const order = hall.dice.shuffled(voters);
  await withBar(
    'ballots cast in secret 已投票',
    order,
    async (seat) => {
      await seat.tablet.vote(voteId, opinion(hall.dice.fork()), 40);
    },
    24,
  );
  const sample = order[0]!.tablet.kept.get(open.ballots[0]!.ballotId)!;
  say(`    one deputy's receipt 回执: ${sample.receipt}`);

  step('The chair closes; the urn is sealed, the key destroyed 关闭表决、封存票箱、销毁密钥');
  await hall.closeAndDeclare(voteId, (line) => say(`    ${line}`));

  step('Scrutineers verify every ballot and sign 监票人核验并签字');
  const audit = await hall.confirm(voteId, (check) =>
    say(`    ${check.passed ? 'ok  ' : 'FAIL'} ${String(check.records).padStart(4)} ${check.name}`),
  );
  say(`    digest 摘要: ${audit.digest}`);

  step('The chair publishes the result 宣布结果');
  const published = await hall.publish(voteId);
  for (const line of resultLines(published, paper)) say(`    ${line}`);
  return published;
}

async function main(seed: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-demo-'));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  try {
    say(`Yishi 议事: a sitting of ${ENTITLED} deputies, ${PRESENT} of them present; seed ${seed}`);
    say(`Server ${server.url}, data in ${dataDir} (removed at the end)`);
    step('The desk creates the sitting, imports the roll, and hands out sign-in links 建会、导入名册');
    const plan = {
      title: '第十九届人民代表大会第四次会议',
      body: 'congress',
      totalMembership: ENTITLED,
      roll: inventedRoll(ENTITLED),
    } as const;
    const hall = await Hall.open(server.url, server.setupCode!, plan, new Dice(seed));
    const present = hall.seats.slice(0, PRESENT);
    step('Deputies sign in and are checked in 代表签到');
    await withBar('tablets signed in 平板登录', present, (seat) => hall.signIn(seat), 32);
    await withBar('deputies checked in 签到', present, (seat) => hall.checkIn([seat]), 8);
    const { quorum } = await hall.chair.until((view) => view.attendance.presentCount === PRESENT && view);
    say(`    quorum 法定人数: ${quorum.needed} of ${quorum.baseCount} needed, ${quorum.votes} present`);
    for (const paper of demoPapers) await holdVote(hall, paper, present);
    hall.leave();
    say(
      `\nDone: ${demoPapers.length} votes, every acknowledged ballot counted once, nobody's ballot linked to a name.`,
    );
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

try {
  await main(readSeed());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
