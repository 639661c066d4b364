import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { Crowd, fastPace, humanPace, type Pace } from './crowd.ts';
import { DemoInquiry } from './demo-inquiry.ts';
import type { Credentials } from './device.ts';
import { Dice } from './dice.ts';
import { eachOf, Hall, type Seat } from './hall.ts';
import { drawUpAgenda } from './papers.ts';
import { inventedTown } from './people.ts';
import { fastPublic, humanPublic, type PublicPace } from './public-crowd.ts';
import { ServerProcess } from './server-process.ts';
import { invented } from './staff.ts';

const ENTITLED = 336;
const PRESENT = 304;
/** For whoever tries it; the first belongs to the chief scrutineer. */
const FREE_TABLETS = 3;

const USAGE = 'usage: npm run demo -- [--fast] [--seed NUMBER] [--port NUMBER] [--viewers NUMBER]';

interface Options {
  seed: number;
  port: number | undefined;
  pace: Pace;
  /** Simulated people who watch the inquiry. */
  viewers: number;
  publicPace: PublicPace;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      port: { type: 'string' },
      fast: { type: 'boolean', default: false },
      viewers: { type: 'string', default: '200' },
    },
  });
  const whole = (name: string, text: string, most: number) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) > most)
      throw new Error(`--${name}: ${text} is not a number up to ${most}`);
    return Number(text);
  };
  return {
    seed: whole('seed', values.seed, 999_999_999),
    port: values.port === undefined ? undefined : whole('port', values.port, 65_535),
    pace: values.fast ? fastPace : humanPace,
    viewers: whole('viewers', values.viewers, 5000),
    publicPace: values.fast ? fastPublic : humanPublic,
  };
}

const say = (line = '') => console.log(line);

/** Does the work for every seat: on a terminal with a bar that moves, elsewhere its end is printed. */
async function withBar(
  label: string,
  seats: readonly Seat[],
  work: (seat: Seat) => Promise<void>,
  atOnce: number,
) {
  const bar = process.stdout.isTTY
    ? new SingleBar(
        { format: `  {bar} {value}/{total} ${label}`, hideCursor: true, stream: process.stdout },
        Presets.shades_classic,
      )
    : null;
  bar?.start(seats.length, 0);
  await eachOf(
    seats,
    async (seat) => {
      await work(seat);
      bar?.increment();
    },
    atOnce,
  );
  bar?.stop();
  if (!bar) say(`  ${seats.length}/${seats.length} ${label}`);
}

/** The sitting as it stands when the newcomer comes in: open, quorate, its papers on the agenda, nothing voted on yet. */
async function assemble(server: ServerProcess, seed: number): Promise<Hall> {
  const dice = new Dice(seed);
  const plan = {
    title: '云岭市第十九届人民代表大会第四次会议',
    body: 'congress',
    totalMembership: ENTITLED,
    roll: inventedTown(ENTITLED, dice),
  } as const;
  const hall = await Hall.open(server.url, server.setupCodes, plan, dice);
  await drawUpAgenda(hall);
  await hall.operator.command({ type: 'SetExecutiveChair', deputyId: hall.seats[3]!.deputyId });
  const present = hall.seats.slice(0, PRESENT);
  await withBar(
    'tablets signed in 平板登录',
    present.slice(1, -FREE_TABLETS + 1),
    (seat) => hall.signIn(seat),
    32,
  );
  await withBar('deputies checked in 签到', present, (seat) => hall.checkIn([seat]), 8);
  return hall;
}

/**
 * The chief scrutineer and the last of those present are free for the newcomer. Each address is a host name of its own, so
 * that one browser keeps their sign-ins apart; browsers take every name under `localhost` for this machine.
 */
async function printLinks(hall: Hall, inquiry: DemoInquiry): Promise<void> {
  const { port } = new URL(hall.url);
  const at = (host: string, link: string, next = '') => `http://${host}.localhost:${port}/in#${link}${next}`;
  const roll = await hall.operator.until((view) => view.roll);
  const nameOf = ({ deputyId }: Seat) => roll.find(({ deputy }) => deputy.deputyId === deputyId)!.deputy.name;
  const [chief, ...others] = freeSeats(hall);
  const pin = ({ printedPin }: Seat) => `PIN ${printedPin}`;
  const desk = `/desk/${hall.sittingId}`;
  const links: Link[] = [
    ['操作员 desk, operator', `http://operator.localhost:${port}${desk}`, invented.operator],
    ['执行主席 desk, chair', `http://chair.localhost:${port}${desk}`, invented.chair],
    ['大屏幕 hall screen', at('hall', await hall.screenLink())],
    [
      `平板 tablet 1 ${nameOf(chief!)} (总监票人 chief scrutineer), ${pin(chief!)}`,
      at('tablet1', chief!.card),
    ],
    ['监票 scrutineer, in the same browser as tablet 1', at('tablet1', chief!.card, '&next=/scrutineer')],
    ...others.map((seat, index): [string, string] => [
      `平板 tablet ${index + 2} ${nameOf(seat)}, ${pin(seat)}`,
      at(`tablet${index + 2}`, seat.card),
    ]),
  ];
  say('\nOpen these in one browser, each in a tab of its own 在同一浏览器的不同标签页打开:\n');
  for (const line of links) sayLink(line);
  say(
    'A tablet asks for the PIN printed here, then for one of your own 平板先输入这里的初始密码,再设自己的密码.\n',
  );
  say(
    'Then 然后: operator prepares the vote 操作员准备表决 → chair opens it 主席宣布开始 → vote on the tablets 平板投票',
  );
  say('→ chair closes 主席结束投票 → scrutineer reports 监票人报告 → chair declares it valid 主席宣布有效');
  say('→ scrutineer verifies and signs 监票人核验签字 → chair publishes 主席宣布结果.\n');
  say('The special inquiry of the same sitting 同一会议的专题询问:\n');
  for (const line of inquiry.links(port)) sayLink(line);
  say(
    'Then 然后: ask on the public page 在公众页面提问 → approve at the moderation desk 审核台通过 → the chair starts the inquiry',
  );
  say(
    'and puts questions 主席开始询问并逐一提问 → note-taker and department write 记录和书面答复. Stop with Ctrl+C 按 Ctrl+C 结束.\n',
  );
}

type Link = [what: string, link: string, who?: Credentials];

function sayLink([what, link, who]: Link): void {
  say(`  ${what}\n    ${link}`);
  say(who ? `    登录名 login name ${who.loginName}   密码 password ${who.password}\n` : '');
}

function freeSeats(hall: Hall): Seat[] {
  return [hall.seats[0]!, ...hall.seats.slice(PRESENT - FREE_TABLETS + 1, PRESENT)];
}

async function main({ seed, port, pace, viewers, publicPace }: Options): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yishi-demo-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn', TRUSTED_PROXIES: 'loopback' }, port);
  const interrupted = new Promise<void>((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });
  try {
    say(`Yishi 议事: a sitting of ${ENTITLED} deputies, ${PRESENT} of them present; seed ${seed}`);
    say(`Data in ${dataDir}, removed at the end 数据仅供演示,结束时删除`);
    const hall = await assemble(server, seed);
    const inquiry = await DemoInquiry.plan(hall, viewers, publicPace);
    say(`  an inquiry is planned 专题询问已筹备: ${viewers} simulated viewers 模拟观众`);
    const free = freeSeats(hall);
    const crowd = new Crowd(
      hall,
      {
        deputies: hall.seats.slice(0, PRESENT).filter((seat) => !free.includes(seat)),
        scrutineers: hall.scrutineers.slice(1),
      },
      pace,
      say,
    );
    await printLinks(hall, inquiry);
    await Promise.race([Promise.all([crowd.follow(), inquiry.follow()]), interrupted]);
    crowd.stop();
    inquiry.stop();
    hall.leave();
  } finally {
    await server.stop();
  }
}

try {
  await main(readOptions());
  process.exit(0);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code?.startsWith('ERR_PARSE_ARGS') ? `${message}\n${USAGE}` : message);
  process.exit(1);
}
