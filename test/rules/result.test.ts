import { describe, expect, test } from 'vitest';
import type { VoteId } from '../../shared/ids.ts';
import { Command } from '../../shared/sitting/commands.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { samples } from './command-samples.ts';
import {
  actors,
  auditDigest,
  bundlesMade,
  chair,
  chiefScrutineer,
  confirmedBy,
  deputyId,
  digestOf,
  given,
  objectedBy,
  operator,
  scrutineer,
  sittingAfter,
  system,
  unsigned,
  voteId,
  voteIs,
} from './sitting-fixture.ts';

describe('a lost tablet', () => {
  const asked: Event = { type: 'ReissueRequested', voteId, deputyId: deputyId(5), reason: '平板丢失' };
  const approve = samples.ApproveReissue;

  test('[B34] is asked for by the staff, for a deputy who was given a credential', () => {
    const when = (credentialIssued: boolean) =>
      given(voteIs('open')).when(samples.RequestReissue, { actor: operator, credentialIssued });
    when(true).thenEvents([asked]);
    when(false).thenRefused('nothing-issued', 'command.deputyId');
    given(voteIs('open', { nonVoting: 1 }))
      .when(
        { ...samples.RequestReissue, deputyId: deputyId(10) },
        { actor: operator, credentialIssued: true },
      )
      .thenRefused('deputy-not-entitled', 'command.deputyId');
    given(voteIs('open'))
      .when(
        { ...samples.RequestReissue, deputyId: deputyId(99) },
        { actor: operator, credentialIssued: true },
      )
      .thenRefused('deputy-unknown', 'command.deputyId');
  });

  test('[B34] is replaced once a scrutineer agrees, never without a request', () => {
    given(voteIs('open'))
      .when(approve, { actor: scrutineer })
      .thenRefused('reissue-not-requested', 'command.deputyId');
    given(voteIs('open'), asked)
      .when(approve, { actor: scrutineer })
      .thenEvents([{ type: 'ReissueApproved', voteId, deputyId: deputyId(5) }]);
  });

  test('[B34] of a scrutineer is agreed to by another one', () => {
    const own: Event = { ...asked, deputyId: deputyId(2) };
    const command = { ...approve, deputyId: deputyId(2) };
    given(voteIs('open'), own)
      .when(command, { actor: scrutineer })
      .thenRefused('not-allowed', 'command.deputyId');
    expect(given(voteIs('open'), own).when(command, { actor: chiefScrutineer }).decision).toHaveProperty(
      'accepted',
    );
  });

  test('[B34] each request is agreed to once, and each replacement is counted', () => {
    const agreed: Event = { type: 'ReissueApproved', voteId, deputyId: deputyId(5) };
    given(voteIs('open'), asked, agreed)
      .when(approve, { actor: scrutineer })
      .thenRefused('reissue-not-requested');
    const sitting = sittingAfter(voteIs('open'), asked, agreed, asked, agreed);
    expect(sitting.votes.get(voteId)!.reissues).toEqual(new Map([[deputyId(5), 2]]));
  });

  test('[B34] what nobody agreed to before the close is void; what was agreed to is kept', () => {
    const agreed: Event = { type: 'ReissueApproved', voteId, deputyId: deputyId(5) };
    const open = [...voteIs('open'), asked, agreed, { ...asked, deputyId: deputyId(6) }];
    const before = sittingAfter(open).votes.get(voteId)!;
    expect(before.reissueRequests).toEqual(new Map([[deputyId(6), '平板丢失']]));
    const after = sittingAfter(open, { type: 'VoteClosed', voteId }).votes.get(voteId)!;
    expect(after.reissueRequests.size).toBe(0);
    expect(after.reissues).toEqual(new Map([[deputyId(5), 1]]));
  });
});

describe('aborting', () => {
  test('[B21] needs a reason and keeps it', () => {
    expect(Command.safeParse({ type: 'AbortVote', voteId, reason: ' ' }).success).toBe(false);
    given(voteIs('open'))
      .when(samples.AbortVote, { actor: chair })
      .thenEvents([{ type: 'VoteAborted', voteId, reason: '设备故障' }]);
    expect(sittingAfter(voteIs('aborted')).votes.get(voteId)).toMatchObject({
      stage: 'aborted',
      reason: '设备故障',
      results: null,
      sealed: null,
    });
  });
});

describe('declaring', () => {
  const declare = (verdict: 'valid' | 'void', reason?: string) => ({
    ...samples.DeclareVote,
    verdict,
    ...(reason !== undefined && { reason }),
  });
  const returned = (n: number) =>
    voteIs('reported', { ballots: Array.from({ length: n }, () => 'm'), deputiesIssued: 9 });
  const by = { actor: chair };

  test('[B14] as many returned as issued is valid', () => {
    given(returned(9))
      .when(declare('valid'), by)
      .thenEvents([{ type: 'VoteDeclared', voteId, verdict: 'valid', reason: null }]);
  });

  test('[B14] more returned than issued can only be void', () => {
    given(returned(10)).when(declare('valid'), by).thenRefused('returned-exceeds-issued', 'command.verdict');
    given(returned(10))
      .when(declare('void', '收回多于发出'), by)
      .thenEvents([{ type: 'VoteDeclared', voteId, verdict: 'void', reason: '收回多于发出' }]);
  });

  test('[B14] credentials given again do not raise the number of deputies issued', () => {
    const sitting = sittingAfter(returned(10));
    expect(sitting.votes.get(voteId)!.sealed![0]).toMatchObject({ credentialsIssued: 10, deputiesIssued: 9 });
  });

  test('[B19] void needs a reason', () => {
    given(returned(5)).when(declare('void'), by).thenRefused('reason-missing', 'command.reason');
  });

  test('[B19] a count that the scrutineers will not sign ends void, with a reason, never valid', () => {
    const withoutBundles = voteIs('counted').filter(({ type }) => type !== 'BundlesMade');
    const signed = [confirmedBy(1), confirmedBy(2)];
    for (const steps of [[], [confirmedBy(2), confirmedBy(3)], [objectedBy(3)], [...signed, objectedBy(1)]]) {
      for (const count of [voteIs('counted'), withoutBundles]) {
        const when = (...declared: Parameters<typeof declare>) =>
          given(count, steps).when(declare(...declared), by);
        when('void', unsigned.reason!).thenEvents([unsigned]);
        when('void').thenRefused('reason-missing', 'command.reason');
        when('valid').thenRefused('wrong-stage', 'command.voteId');
        when('valid', '理由').thenRefused('wrong-stage', 'command.voteId');
      }
    }
  });

  test('[B19] what chief and more than half have signed, without an objection, cannot be thrown away', () => {
    given(voteIs('counted'), confirmedBy(1), confirmedBy(2))
      .when(declare('void', '结果不合意'), by)
      .thenRefused('wrong-stage', 'command.voteId');
  });

  test('[B19] a vote that nobody reports on can be declared void, and held again', () => {
    given(voteIs('sealed'))
      .when(declare('void', '总监票人缺席'), by)
      .thenEvents([{ type: 'VoteDeclared', voteId, verdict: 'void', reason: '总监票人缺席' }]);
  });

  test('[B45] a scrutineer says the same thing once', () => {
    const again = { actor: scrutineer };
    given(voteIs('counted'), confirmedBy(2)).when(samples.ConfirmResult, again).thenRefused('already-said');
    given(voteIs('counted'), objectedBy(2)).when(samples.ObjectToResult, again).thenRefused('already-said');
  });

  test('[B19] a count that ended void is neither signed, published nor declared again', () => {
    const over = () => given(voteIs('counted'), confirmedBy(1), unsigned);
    expect(sittingAfter(voteIs('counted'), unsigned).votes.get(voteId)).toMatchObject({
      stage: 'void',
      reason: unsigned.reason,
    });
    over().when(samples.PublishResult, by).thenRefused('wrong-stage', 'command.voteId');
    over().when(samples.ConfirmResult, { actor: scrutineer }).thenRefused('wrong-stage', 'command.voteId');
    over().when(samples.ObjectToResult, { actor: scrutineer }).thenRefused('wrong-stage', 'command.voteId');
    for (const verdict of ['valid', 'void'] as const) {
      over().when(declare(verdict, '理由'), by).thenRefused('wrong-stage', 'command.voteId');
    }
  });

  test('[B22] a rehearsal without scrutineers is declared without a report, a real vote is not', () => {
    const trial = { rehearsal: true, scrutineers: 0 };
    expect(given(voteIs('sealed', trial)).when(declare('valid'), by).decision).toHaveProperty('accepted');
    expect(given(voteIs('reported', trial)).when(declare('valid'), by).decision).toHaveProperty('accepted');
    given(voteIs('sealed')).when(declare('valid'), by).thenRefused('wrong-stage');
  });
});

describe('confirming', () => {
  const confirm = samples.ConfirmResult;

  test('[B19] is signed by name, with the digest of the audit bundle', () => {
    given(voteIs('counted'))
      .when(confirm, { actor: scrutineer })
      .thenEvents([confirmedBy(2)]);
  });

  test('[B36] another digest is refused, also that of the public bundle', () => {
    for (const digest of [digestOf('another'), digestOf('public bundle')]) {
      given(voteIs('counted'))
        .when({ ...confirm, digest }, { actor: scrutineer })
        .thenRefused('digest-differs', 'command.digest');
    }
  });

  const withoutBundles = voteIs('counted').filter(({ type }) => type !== 'BundlesMade');
  test('[B36] waits for the bundles, which are made once', () => {
    given(withoutBundles).when(confirm, { actor: scrutineer }).thenRefused('digest-differs');
    given(withoutBundles).when(samples.RecordBundlesMade, { actor: system }).thenEvents([bundlesMade]);
    given(voteIs('counted')).when(samples.RecordBundlesMade, { actor: system }).thenRefused('wrong-stage');
    given(withoutBundles).when(samples.PublishResult, { actor: chair }).thenRefused('wrong-stage');
  });
});

describe('publishing', () => {
  const publish = (round: Parameters<typeof voteIs>[1], ...signed: Event[]) =>
    given(voteIs('counted', round), signed).when(samples.PublishResult, { actor: chair });
  const published = [{ type: 'ResultPublished', voteId } as const];

  test('[B19] follows the chief and more than half of the scrutineers', () => {
    publish({}).thenRefused('not-all-confirmed');
    publish({}, confirmedBy(1)).thenRefused('not-all-confirmed');
    publish({}, confirmedBy(1), confirmedBy(3)).thenEvents(published);
  });

  test('[B19] never goes without the chief', () => {
    publish({}, confirmedBy(2), confirmedBy(3)).thenRefused('not-all-confirmed');
  });

  test('[B19] half of the scrutineers are not more than half', () => {
    publish({ scrutineers: 4 }, confirmedBy(1), confirmedBy(2)).thenRefused('not-all-confirmed');
    publish({ scrutineers: 4 }, confirmedBy(1), confirmedBy(2), confirmedBy(4)).thenEvents(published);
    publish({ scrutineers: 1 }, confirmedBy(1)).thenEvents(published);
  });

  test('[B19] one who signs twice is one', () => {
    publish({}, confirmedBy(1), confirmedBy(1)).thenRefused('not-all-confirmed');
  });

  test('[B19] an objection stops it, even against a majority', () => {
    given(voteIs('counted'))
      .when(samples.ObjectToResult, { actor: actors.thirdScrutineer })
      .thenEvents([objectedBy(3)]);
    publish({}, confirmedBy(1), confirmedBy(2), objectedBy(3)).thenRefused('objection-stands');
  });

  test('[B19] an objection is withdrawn by confirming, and takes back a confirmation', () => {
    publish({}, confirmedBy(1), objectedBy(3), confirmedBy(3)).thenEvents(published);
    publish({}, confirmedBy(1), confirmedBy(2), objectedBy(2)).thenRefused('objection-stands');
    const vote = sittingAfter(voteIs('counted'), confirmedBy(2), objectedBy(2)).votes.get(voteId)!;
    expect([...vote.confirmations.keys()]).toEqual([]);
  });

  test('[B22] a rehearsal is published without signatures, but not against an objection', () => {
    publish({ rehearsal: true, scrutineers: 0 }).thenEvents(published);
    publish({ rehearsal: true }, objectedBy(3)).thenRefused('objection-stands');
  });

  test('[B19] a confirmation of one vote is none of another', () => {
    const other = 'vote-0002' as VoteId;
    given(voteIs('counted'))
      .when({ type: 'ConfirmResult', voteId: other, digest: auditDigest }, { actor: chiefScrutineer })
      .thenRefused('vote-unknown');
  });
});
