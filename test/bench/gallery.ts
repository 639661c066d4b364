import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Dice } from '../../server/demo/dice.ts';
import { Hall, inventedRoll } from '../../server/demo/hall.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import { followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import type { DeskView } from '../../shared/inquiry/views.ts';
import { inquiryStaff, planOf, waterBureau } from '../server/inquiry-fixture.ts';
import { withDataDir } from '../simulation/data-dir.ts';
import type { Order, Seen } from './gallery-viewers.ts';

const VIEWERS = Number(process.argv[2] ?? 2000);
const PROCESSES = 2;
const SECONDS = 20;
/** Of /proc/PID/stat. */
const CLOCK_TICK_US = 10_000;

/** Microseconds of processor time that the process has used, and the kilobytes of memory that it holds. */
function spentBy(pid: number): { cpuUs: number; rssKb: number } {
  const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /)[1]!.split(' ');
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  return { cpuUs: (Number(fields[10]) + Number(fields[11])) * CLOCK_TICK_US, rssKb };
}

async function tellEach(
  children: readonly ChildProcess[],
  orders: (at: number) => Order,
): Promise<unknown[]> {
  return Promise.all(
    children.map(async (child, at) => {
      const answered = once(child, 'message');
      child.send(orders(at));
      return (await answered)[0];
    }),
  );
}

/** What happens in the hall meanwhile: questions are approved as they come, one is put, answered and finished after the other. */
async function course(desk: FollowedInquiry, acts: { count: number }, isOver: () => boolean): Promise<void> {
  const command = async (what: Parameters<FollowedInquiry['command']>[0]) => {
    await desk.command(what);
    acts.count++;
  };
  const official = null;
  for (let second = 0; !isOver(); second++) {
    await pause(1000);
    const view = desk.view('desk')!;
    const all = Object.values(view.questions);
    const submitted = all.filter(({ state }) => state === 'submitted').map(({ questionId }) => questionId);
    if (submitted.length > 0) await command({ type: 'ApproveQuestions', questionIds: submitted });
    if (second % 5 === 1 && !view.floor) {
      const next = all.filter(({ state }) => state === 'waiting').sort((a, b) => b.supports - a.supports)[0];
      if (next) await command({ type: 'PutQuestion', questionId: next.questionId });
    } else if (second % 5 === 2 && view.floor) {
      await command({ type: 'BeginAnswer', respondent: { departmentId: waterBureau, official } });
    } else if (second % 5 === 4 && view.floor?.phase === 'answer') {
      await command({ type: 'FinishQuestion', outcome: 'answered' });
    }
  }
}

/** What viewers were promised and the server does not have, and numbers that did not come. */
function lostOf(seen: readonly Seen[], desk: DeskView, viewers: number): number {
  const sum = (of: (one: Seen) => number) => seen.reduce((all, one) => all + of(one), 0);
  const { crowd } = desk;
  const supports = new Map<string, number>();
  for (const [questionId, count] of seen.flatMap(({ acknowledged }) => acknowledged.supports))
    supports.set(questionId, (supports.get(questionId) ?? 0) + count);
  const asked = Object.values(desk.questions).filter(({ source }) => source === 'public');
  const off = [
    sum(({ gaps }) => gaps),
    crowd.likes - sum(({ acknowledged }) => acknowledged.likes),
    crowd.likers - sum(({ acknowledged }) => acknowledged.likers),
    crowd.views - viewers,
    crowd.viewers - viewers,
    asked.length - sum(({ acknowledged }) => acknowledged.asks) - 1,
    ...asked.map(({ questionId, supports: counted }) => counted - (supports.get(questionId) ?? 0)),
    // Each has the same numbers, and those who put the view together have the same view.
    ...seen.flatMap(({ latest }) => latest.map((seq) => (seq === seen[0]!.latest[0] ? 0 : 1))),
    ...seen.map(({ view }) => (JSON.stringify(view.crowd.likes) === JSON.stringify(crowd.likes) ? 0 : 1)),
  ];
  return off.reduce((all, one) => all + Math.abs(one), 0);
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)]!;
}

await withDataDir(async (dataDir) => {
  const published = join(dataDir, 'published');
  const server = await ServerProcess.start(join(dataDir, 'data'), {
    LOG_LEVEL: 'warn',
    GALLERY_VIEWERS_PER_BLOCK: String(10 * VIEWERS),
    NODE_OPTIONS: `--import ${join(import.meta.dirname, 'note-publishes.ts')}`,
    NOTE_PUBLISHES: published,
  });
  const children = Array.from({ length: PROCESSES }, () =>
    fork(join(import.meta.dirname, 'gallery-viewers.ts')),
  );
  try {
    const plan = { title: 'bench', body: 'congress', totalMembership: 4, roll: inventedRoll(4) } as const;
    const hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(1));
    const { moderator } = await inquiryStaff(hall);
    const { inquiryId } = await planInquiry(hall, planOf(null));
    const desk = await followed(hall.chair, hall, inquiryId);
    await followed(moderator, hall, inquiryId);
    await desk.command({ type: 'StartInquiry' });
    const code = desk.view('desk')!.code;
    // One question to support from the beginning, by somebody who is none of the viewers counted.
    await askOne(server.url, code, inquiryId);
    await desk.until('desk', ({ questions }) =>
      Object.values(questions).some(({ source }) => source === 'public'),
    );
    const [submitted] = Object.values(desk.view('desk')!.questions);
    await desk.command({ type: 'ApproveQuestions', questionIds: [submitted!.questionId] });

    const before = spentBy(server.pid!);
    const connecting = performance.now();
    await tellEach(children, (at) => ({
      order: 'connect',
      crowd: { url: server.url, code, seed: at + 1, count: Math.ceil((VIEWERS - at) / PROCESSES) },
    }));
    console.log(`${VIEWERS} viewers came in ${((performance.now() - connecting) / 1000).toFixed(1)} s`);
    await pause(2000);
    const connected = spentBy(server.pid!);

    await tellEach(children, () => ({ order: 'act' }));
    const [from, acts] = [performance.now(), { count: 0 }];
    const isOver = () => performance.now() - from > SECONDS * 1000;
    await course(desk, acts, isOver);
    await tellEach(children, () => ({ order: 'rest' }));
    // What was sent last has its tick, and that tick has come.
    await pause(3000);
    const after = spentBy(server.pid!);
    const seconds = (performance.now() - from) / 1000;
    const seen = (await tellEach(children, () => ({ order: 'tell' }))) as Seen[];
    report({
      before,
      connected,
      after,
      seconds,
      acts: acts.count,
      seen,
      published,
      lost: lostOf(seen, desk.view('desk')!, VIEWERS + 1),
    });
    hall.leave();
    moderator.disconnect();
  } finally {
    for (const child of children) child.disconnect();
    await server.stop();
  }
});

async function askOne(url: string, code: string, inquiryId: string): Promise<void> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${url}/api/gallery/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const visit = await post('visits', { key: 'bench-visit-00001', code });
  const cookie = visit.headers.getSetCookie()[0]!.split(';')[0]!;
  await post(`${inquiryId}/ask`, { key: 'bench-question-01', text: '第一个问题', name: null }, cookie);
}

interface Measured {
  before: ReturnType<typeof spentBy>;
  connected: ReturnType<typeof spentBy>;
  after: ReturnType<typeof spentBy>;
  seconds: number;
  acts: number;
  seen: readonly Seen[];
  published: string;
  lost: number;
}

function report({ before, connected, after, seconds, acts, seen, published, lost }: Measured): void {
  const publishedAt = new Map(
    readFileSync(published, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number) as [number, number]),
  );
  const receipts = seen.flatMap(({ ticks }) => ticks);
  const delays = receipts.flatMap(({ seq, receivedAt }) =>
    receivedAt.map((at) => at - publishedAt.get(seq)!),
  );
  const sum = (of: (one: Seen) => number) => seen.reduce((all, one) => all + of(one), 0);
  const refused = sum((one) => one.refused);
  if (refused > 0) console.log(`${refused} posts were refused`);
  process.exitCode = lost === 0 ? 0 : 1;
  console.log(
    [
      `viewers=${VIEWERS}`,
      `events=${sum(({ acknowledged }) => acknowledged.posts) + acts}`,
      `ticks=${new Set(receipts.map(({ seq }) => seq)).size}`,
      `bytes_per_viewer_s=${Math.round(sum(({ bytes }) => bytes) / VIEWERS / seconds)}`,
      `p50_ms=${percentile(delays, 50).toFixed(1)}`,
      `p99_ms=${percentile(delays, 99).toFixed(1)}`,
      `cpu_us_per_delivery=${((after.cpuUs - connected.cpuUs) / delays.length).toFixed(1)}`,
      `rss_kb_per_viewer=${((connected.rssKb - before.rssKb) / VIEWERS).toFixed(1)}`,
      `lost=${lost}`,
    ].join(' '),
  );
}
