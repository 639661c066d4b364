import { describe, expect, test } from 'vitest';
import { actRows, namesIn } from '../../client/accounts/act-words.ts';
import { chosen, logCsv } from '../../client/accounts/log-rows.ts';
import { actsOn, grouped, waitingFor } from '../../client/accounts/next-step.ts';
import type { AccountView, Act, ChainedAct } from '../../shared/accounts.ts';
import { actLink, actsStart, firstBrokenAct } from '../../shared/acts-chain.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { AccountRole } from '../../shared/roles.ts';
import { wordsIn } from './spoken.ts';

const [ma, bai, chen] = ['ma', 'bai', 'chen'] as AccountId[] as [AccountId, AccountId, AccountId];

function log(acts: readonly (readonly [by: string, act: Act])[]): ChainedAct[] {
  let link = actsStart;
  return acts.map(([name, act], at) => {
    const by = { who: 'account', accountId: name as AccountId, name } as const;
    const entry = { number: at + 1, at: 1000 * at, by, act };
    link = actLink(link, entry);
    return { entry, link };
  });
}

describe('the log of staff acts in a browser', () => {
  test('[B60] ten thousand lines are checked and filtered, newest first', async () => {
    const acts = log([
      ['ma', { type: 'AccountProposed', accountId: chen, name: '陈山', role: 'chair' }],
      ...Array.from({ length: 9_999 }, (_, at) => {
        const who = at % 3 === 0 ? 'ma' : 'bai';
        return [who, { type: 'SignedIn', accountId: who as AccountId }] as const;
      }),
    ]);
    expect(firstBrokenAct(acts)).toBeNull();
    const lied = acts.with(7_000, { ...acts[7_000]!, entry: { ...acts[7_000]!.entry, at: 1 } });
    expect(firstBrokenAct(lied)).toBe(7_001);
    const rows = actRows(await wordsIn('zh-CN', 'acts', 'common'), acts, new Map());
    const ofMa = chosen(rows, { person: ma, kind: '' });
    expect(ofMa).toHaveLength(3_334);
    expect(ofMa.at(-1)!.number).toBe(1);
    expect(chosen(rows, { person: chen, kind: 'grants' }).map(({ number }) => number)).toEqual([1]);
    expect(chosen(rows, { person: ma, kind: 'data' })).toEqual([]);
    expect([...namesIn(acts)]).toEqual([
      ['chen', '陈山'],
      ['ma', 'ma'],
      ['bai', 'bai'],
    ]);
  });

  test('[B60] a name that is a formula stays text in a table', async () => {
    const acts = log([['=cmd|1', { type: 'BackupMade' }]]);
    const head = acts[0]!.link;
    const rows = actRows(await wordsIn('zh-CN', 'acts', 'common'), acts, new Map());
    const csv = logCsv(rows, ['序号', '时间', '事项', '代码', '印记'], () => '2026-01-20 09:00:00');
    expect(csv).toBe(
      `\uFEFF序号,时间,事项,代码,印记\r\n1,2026-01-20 09:00:00,"'=cmd|1做了一次备份",BackupMade,${head}\r\n`,
    );
  });
});

describe('what an administrator is offered', () => {
  const account = (change: Partial<AccountView>): AccountView => ({
    accountId: chen,
    loginName: 'chen',
    name: '陈山',
    role: 'chair' as AccountRole,
    standing: 'active',
    invitation: null,
    totp: false,
    pausedUntil: null,
    ...change,
  });
  const invited = { proposedBy: ma, approved: true, expiresAt: 5000 };
  const proposed = { ...invited, approved: false, expiresAt: null };

  test.each([
    [
      'a proposal, to its proposer',
      { standing: 'proposed', invitation: proposed },
      ma,
      'approval',
      ['newCode', 'withdraw'],
    ],
    [
      'a proposal, to another',
      { standing: 'proposed', invitation: proposed },
      bai,
      'mine',
      ['approve', 'withdraw'],
    ],
    [
      'an invitation, to its proposer',
      { standing: 'invited', invitation: invited },
      ma,
      'owner',
      ['newCode', 'withdraw'],
    ],
    [
      'an invitation, to another',
      { standing: 'invited', invitation: invited },
      bai,
      'owner',
      ['newLink', 'withdraw'],
    ],
    [
      'one that expired',
      { standing: 'invited', invitation: { ...invited, expiresAt: 900 } },
      bai,
      'link',
      ['newLink', 'withdraw'],
    ],
    [
      'a link by one person',
      { role: 'noteTaker', standing: 'invited', invitation: invited },
      ma,
      'owner',
      ['newLink', 'withdraw'],
    ],
    [
      'the same, to another',
      { role: 'noteTaker', standing: 'invited', invitation: invited },
      bai,
      'owner',
      ['newLink', 'withdraw'],
    ],
    ['an account in use', {}, bai, 'nothing', ['reset', 'endSessions', 'close']],
    [
      'one that is paused',
      { pausedUntil: 2000 },
      bai,
      'nothing',
      ['liftPause', 'reset', 'endSessions', 'close'],
    ],
    ['the own account', {}, chen, 'nothing', []],
    ['a reset of the own account', { invitation: proposed }, chen, 'approval', ['withdraw']],
    ['a closed account', { standing: 'closed' }, bai, 'nothing', []],
  ] as const)('[B58] of %s', (_what, change, me, waiting, acts) => {
    const about = account(change as Partial<AccountView>);
    expect(waitingFor(about, me, 1000)).toBe(waiting);
    expect(actsOn(about, me, 1000)).toEqual(acts);
  });

  test('what waits for the own approval comes first, and each account once', () => {
    const accounts = [
      account({}),
      account({ pausedUntil: 2000 }),
      account({ standing: 'proposed', invitation: proposed }),
      account({ standing: 'closed' }),
    ];
    expect(grouped(accounts, bai, 1000).map(({ name }) => name)).toEqual([
      'mine',
      'paused',
      'active',
      'closed',
    ]);
    expect(grouped(accounts, ma, 1000).map(({ name }) => name)).toEqual([
      'proposed',
      'paused',
      'active',
      'closed',
    ]);
  });
});
