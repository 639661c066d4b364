import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Dice } from '../../server/demo/dice.ts';
import { platform } from '../../server/platform.ts';
import { type AuditBundle, publicBundle } from '../../shared/bundle.ts';
import { canonicalJson, sha256Hex, utf8ToBytes } from '../../shared/bytes.ts';
import { type Expected, verifyBundle } from '../../shared/verifier/verify.ts';
import {
  auditOf,
  type Finished,
  type FinishedVote,
  type Held,
  holdVotes,
  publicOf,
} from './finished-vote.ts';
import { forgeries } from './forgeries.ts';
import { forgeFromTheGroundUp, rechain, recompute, redraw } from './forgery.ts';
import { randomChange } from './random-change.ts';

const DIGEST = 'the digest is the one on the tally report';
const CHAIN = 'the chain of the log is unbroken';
/** SEED=… plays another thousand. */
const seed = Number(process.env['SEED'] ?? 834);

let finished: Finished;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yishi-verify-'));
  finished = await holdVotes(seed);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The names of the checks that fail. */
async function failing(bytes: Uint8Array, expected: Expected = {}): Promise<string[]> {
  const { passed, checks } = await verifyBundle(bytes, expected, platform);
  const failed = checks.filter((check) => !check.passed).map(({ name }) => name);
  expect(passed).toBe(failed.length === 0);
  return failed;
}
const bytesOf = (bundle: object) => utf8ToBytes(canonicalJson(bundle));
const votes = (): [string, FinishedVote][] => [
  ['project', finished.project],
  ['appraisal', finished.appraisal],
];
const expectedOf = ({ digest, chainHead }: Held): Expected => ({ digest, chainHead });

describe('a bundle as the server gave it out', () => {
  test('[B36] passes with digest and chain head, and without', async () => {
    for (const [, vote] of votes()) {
      for (const held of [vote.audit, vote.public]) {
        expect(sha256Hex(held.bytes)).toBe(held.digest);
        expect(await failing(held.bytes, expectedOf(held))).toEqual([]);
        expect(await failing(held.bytes)).toEqual([]);
      }
    }
  });

  test('[B36] is checked under numbers from 1 on, with how many records each looked at', async () => {
    const { audit } = finished.project;
    const told: number[] = [];
    const { checks } = await verifyBundle(audit.bytes, expectedOf(audit), platform, ({ number }) =>
      told.push(number),
    );
    expect(told).toEqual(checks.map((_, at) => at + 1));
    expect(checks).toHaveLength(14);
    expect(new Set(checks.map(({ name }) => name)).size).toBe(14);
    const records = Object.fromEntries(checks.map((check) => [check.name, check.records]));
    expect(records['every credential and every ballot signature verifies']).toBe(39);
    expect(records[CHAIN]).toBe(auditOf(finished.project).log.length);
  });

  test('[B38] is public without ballots and without comings and goings', () => {
    for (const [, vote] of votes()) {
      const shown = publicOf(vote);
      expect(bytesOf(publicBundle(auditOf(vote)))).toEqual(vote.public.bytes);
      const text = JSON.stringify(shown);
      expect(text).not.toMatch(/DeputyChecked|"credential"|"marks"|"commitment"|"signature"/);
      for (const { ballots } of auditOf(vote).urns) {
        for (const ballot of ballots) expect(text).not.toContain(ballot.key);
      }
    }
  });
});

describe('who made the scrutineers', () => {
  test('[B79] is shown to everyone: who appointed them, and who proposed', async () => {
    const shown = publicOf(finished.project);
    const events = shown.log.flatMap(({ entry }) => (entry ? [entry] : []));
    const appointed = events.find(({ event }) => event.type === 'ScrutineersAppointed')!;
    if (appointed.event.type !== 'ScrutineersAppointed' || appointed.by.role !== 'chair')
      throw new Error('the chair appointed nobody');
    const { accountId } = appointed.by;
    expect(appointed.event.proposedBy).not.toBe(accountId);
    expect(events.some(({ event }) => event.type === 'ScrutineersProposed')).toBe(false);
    appointed.event.proposedBy = accountId;
    expect(await failing(bytesOf(shown))).toContain('every step of the ceremony was taken, in order');
  });
});

describe('a thousand random changes', () => {
  test(`[B36] are each found with the digest, seed ${seed}`, { timeout: 180_000 }, async () => {
    const targets: [string, Held, number][] = [
      ['project audit', finished.project.audit, 500],
      ['appraisal audit', finished.appraisal.audit, 200],
      ['project public', finished.project.public, 200],
      ['appraisal public', finished.appraisal.public, 100],
    ];
    let played = 0;
    const missed: string[] = [];
    for (const [name, held, changes] of targets) {
      for (let k = 0; k < changes; k++) {
        const own = seed + played++;
        const change = randomChange(held.bytes, new Dice(own));
        const failed = await failing(change.bytes, { digest: held.digest });
        if (!failed.includes(DIGEST)) missed.push(`seed ${own}, ${name}: ${change.what}`);
        // Whoever changes an audit bundle and recomputes nothing is found by the other checks too.
        const others = failed.filter((check) => check !== DIGEST);
        if (name.endsWith('audit') && others.length === 0) {
          missed.push(`seed ${own}, ${name}, without the digest: ${change.what}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(played).toBe(1000);
  });
});

describe('a forger who recomputes everything', () => {
  const structural: Record<string, (bundle: AuditBundle) => void> = {
    'takes a ballot out': (bundle) => {
      for (const urn of bundle.urns) {
        urn.ballots.splice(3, 1);
        urn.receipts.splice(5, 1);
      }
      recompute(bundle);
    },
    'takes half the ballots out': (bundle) => {
      for (const urn of bundle.urns) {
        urn.ballots = urn.ballots.filter((_, at) => at % 2 === 0);
        urn.receipts = urn.receipts.filter((_, at) => at % 2 === 0);
      }
      recompute(bundle);
    },
    'takes all ballots out': (bundle) => {
      for (const urn of bundle.urns) urn.ballots = [];
      for (const urn of bundle.urns) urn.receipts = [];
      recompute(bundle);
    },
    'replaces a receipt': (bundle) => {
      for (const { receipts } of bundle.urns) receipts[0] = '0000-0000-0000';
      recompute(bundle);
    },
    'makes a key of its own and votes for everybody': (bundle) => {
      const [first] = bundle.urns[0]!.ballots;
      forgeFromTheGroundUp(bundle, () => first!.marks);
    },
  };

  test.each(Object.entries(structural))(
    '[B36] who %s is found by digest and chain head, and by nothing else',
    async (_, forge) => {
      for (const [, vote] of votes()) {
        const audit = auditOf(vote);
        forge(audit);
        const bytes = bytesOf(audit);
        const { digest, chainHead } = vote.audit;
        expect(await failing(bytes)).toEqual([]);
        expect(await failing(bytes, { digest })).toEqual([DIGEST]);
        expect(await failing(bytes, { chainHead })).toEqual([CHAIN]);
        const shown = bytesOf(publicBundle(audit));
        expect(await failing(shown)).toEqual([]);
        expect(await failing(shown, { digest: vote.public.digest })).toEqual([DIGEST]);
        expect(await failing(shown, { chainHead })).toEqual([CHAIN]);
      }
    },
  );

  test('[B38] a receipt changed in the public bundle alone is found by its digest', async () => {
    const shown = publicOf(finished.project);
    shown.receipts[0]!.receipts[0] = '0000-0000-0000';
    const { digest, chainHead } = finished.project.public;
    expect(await failing(bytesOf(shown), { chainHead })).toEqual([]);
    expect(await failing(bytesOf(shown), { digest })).toEqual([DIGEST]);
  });
});

describe('without the digest', () => {
  test.each(forgeries)('[B37] $what is found', async ({ forge, found }) => {
    const audit = auditOf(finished.project);
    forge(audit, finished);
    expect(await failing(bytesOf(audit))).toEqual(found);
  });

  test('[B37] the appraisal has the same checks for each of its subjects', async () => {
    for (const subject of [0, 1]) {
      const audit = auditOf(finished.appraisal);
      const log = audit.log.map(({ entry }) => entry!.event);
      const counted = log.findLast((event) => event.type === 'BallotsCounted')!;
      const { tally } = counted.results[subject]!;
      const { counts } = tally.items[0]!;
      counts.satisfied = (counts.satisfied ?? 0) + 1;
      counts.basicallySatisfied = (counts.basicallySatisfied ?? 0) - 1;
      redraw(audit);
      rechain(audit);
      expect(await failing(bytesOf(audit))).toEqual(['the ballots, counted again, give the published tally']);
    }
  });
});

describe('bytes of any kind', () => {
  const neverThrows = async (bytes: Uint8Array) => {
    const { passed, checks } = await verifyBundle(bytes, { digest: '0'.repeat(64) }, platform);
    expect(passed).toBe(false);
    expect(checks.length).toBeGreaterThanOrEqual(2);
  };

  test('[B45] never make the verifier throw', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), neverThrows), { numRuns: 500 });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), (value) =>
        neverThrows(utf8ToBytes(JSON.stringify(value))),
      ),
      { numRuns: 500 },
    );
  });

  test('[B45] nor does a bundle with any value in any of its places', { timeout: 120_000 }, async () => {
    const { project } = finished;
    const names = Object.keys(auditOf(project));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.jsonValue({ maxDepth: 3 }),
        fc.nat(),
        async (name, value, seeds) => {
          const bundle = JSON.parse(canonicalJson(auditOf(project)));
          const held = bundle[name];
          if (Array.isArray(held) && seeds % 2 === 0) held[seeds % held.length] = value;
          else bundle[name] = value;
          await neverThrows(utf8ToBytes(JSON.stringify(bundle)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('[B45] nor do empty, deep and endless files', async () => {
    for (const text of ['', ' ', 'null', '{}', '['.repeat(200_000), `{"format":${'['.repeat(5000)}`]) {
      await neverThrows(utf8ToBytes(text));
    }
    await neverThrows(new Uint8Array(3_000_000).fill(0x31));
  });
});

describe('npm run verify', () => {
  const program = fileURLToPath(new URL('../../server/verify.ts', import.meta.url));
  const verify = (...options: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...options], {
      encoding: 'utf8',
    });
    return { status, lines: stdout.trimEnd().split('\n'), stderr };
  };
  const fileOf = (name: string, bytes: Uint8Array) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };

  test('[B36] prints every check with its number and ends with 0 when all pass', () => {
    const { audit } = finished.project;
    const file = fileOf('audit.json', audit.bytes);
    const { status, lines, stderr } = verify(file, '--digest', audit.digest, '--chain-head', audit.chainHead);
    expect([status, stderr]).toEqual([0, '']);
    expect(lines).toHaveLength(15);
    for (const [at, line] of lines.slice(0, 14).entries()) {
      expect(line).toMatch(new RegExp(`^ *${at + 1} ok +[0-9]+ records? +[a-z]`));
    }
    expect(lines[10]).toBe(' 11 ok       39 records  every credential and every ballot signature verifies');
    expect(lines.at(-1)).toBe('verified=1 checks=14 failed=0');
  });

  test('[B36] takes digests as they are printed on paper, in letters of either case', () => {
    const { public: shown } = finished.appraisal;
    const file = fileOf('public.json', shown.bytes);
    const { status, lines } = verify(file, `--digest=${shown.digest.toUpperCase()}`);
    expect([status, lines.at(-1)]).toEqual([0, 'verified=1 checks=9 failed=0']);
  });

  test('[B36] says what is wrong and ends with 1 when a check fails', () => {
    const { audit } = finished.project;
    const forged = auditOf(finished.project);
    forged.urns[0]!.receipts.pop();
    recompute(forged);
    const { status, lines } = verify(fileOf('forged.json', bytesOf(forged)), '--digest', audit.digest);
    expect(status).toBe(1);
    expect(lines.filter((line) => line.includes('FAIL'))).toEqual([
      expect.stringMatching(
        /^ {2}2 FAIL +1 record +the digest is the one on the tally report: it is [0-9a-f]{64}$/,
      ),
      expect.stringMatching(/^ {2}6 FAIL +38 records +receipts: .*: 38 receipts for 39 returned$/),
    ]);
    expect(lines.at(-1)).toBe('verified=0 checks=14 failed=2');
  });

  test('[B36] warns when no digest was given', () => {
    const file = fileOf('audit.json', finished.project.audit.bytes);
    const warned = verify(file);
    expect(warned.status).toBe(0);
    expect(warned.lines.at(-2)).toMatch(/^WARNING no --digest was given: .*cannot be told apart/);
    const half = verify(file, '--chain-head', finished.project.audit.chainHead);
    expect(half.lines.at(-2)).toMatch(/^WARNING no --digest was given: .*receipts of a public bundle/);
  });

  test('[B36] ends with 2 and a clear word when there is nothing to check', () => {
    const file = fileOf('audit.json', finished.project.audit.bytes);
    const wrong: [string[], RegExp][] = [
      [[join(folder, 'missing.json')], /no such file.*missing\.json/],
      [[folder], /directory/],
      [[], /name one bundle file\nusage: /],
      [[file, file], /name one bundle file\nusage: /],
      [[file, '--digest', 'abc'], /--digest: abc is not a SHA-256.*\nusage: /],
      [[file, '--chain-head', `${'0'.repeat(63)}g`], /--chain-head: .*\nusage: /],
      [[file, '--digset', '0'.repeat(64)], /--digset.*\nusage: /],
    ];
    for (const [options, message] of wrong) {
      const { status, stderr, lines } = verify(...options);
      expect([options, status, lines]).toEqual([options, 2, ['']]);
      expect(stderr).toMatch(message);
    }
  });
});
