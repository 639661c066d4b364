import type { AuditBundle } from '../../shared/bundle.ts';
import { canonicalHash, fromBase64Url, toBase64Url } from '../../shared/bytes.ts';
import type { AccountId, Digest } from '../../shared/ids.ts';
import type { LogEntry } from '../../shared/sitting/events.ts';
import { auditOf, type Finished } from './finished-vote.ts';
import {
  entryOf,
  eventOf,
  newBallot,
  preparedOf,
  putIn,
  randomCredential,
  rechain,
  recompute,
  recount,
  redraw,
  removeEntry,
  reseal,
} from './forgery.ts';

const checks = {
  chain: 'the chain of the log is unbroken',
  opening: 'papers, keys and roll are those of the opening record',
  ceremony: 'every step of the ceremony was taken, in order',
  receipts: 'receipts: one for every returned ballot',
  issuance: 'cast <= credentials issued, deputies issued <= present <= entitled',
  sums: 'returned = valid + invalid, and every item adds up',
  outcome: 'the rules give the published outcome',
  seal: 'the urns are those that were sealed',
  signatures: 'every credential and every ballot signature verifies',
  keys: 'no key has voted twice',
  presence: 'credentials went only to deputies who were present',
  tally: 'the ballots, counted again, give the published tally',
} as const;

export interface Forgery {
  what: string;
  /** Changes one thing and recomputes what shall hide it. */
  forge(bundle: AuditBundle, finished: Finished): void;
  /** The checks that find it without digest or chain head; the others pass. */
  found: string[];
}
const all = Object.keys(checks) as (keyof typeof checks)[];
const forgery = (
  what: string,
  found: readonly (keyof typeof checks)[],
  after: (bundle: AuditBundle) => void,
  about: (bundle: AuditBundle, finished: Finished) => unknown,
): Forgery => ({
  what,
  forge(bundle, finished) {
    about(bundle, finished);
    after(bundle);
  },
  found: found.map((name) => checks[name]),
});

/** How far the forger covers it up. */
const asItIs = () => {};
const redrawn = (bundle: AuditBundle) => {
  redraw(bundle);
  rechain(bundle);
};
const resealed = (bundle: AuditBundle) => {
  reseal(bundle);
  rechain(bundle);
};

function accountOf({ by }: LogEntry): AccountId {
  if (!('accountId' in by)) throw new Error(`${by.role} has no account`);
  return by.accountId;
}
const urnOf = (bundle: AuditBundle) => bundle.urns[0]!;
const resultOf = (bundle: AuditBundle) => eventOf(bundle, 'BallotsCounted').results[0]!;
const sealedOf = (bundle: AuditBundle) => eventOf(bundle, 'BallotsSealed').ballots[0]!;
const linesOf = (bundle: AuditBundle) => bundle.issuance[0]!.deputies;
const rollOf = (bundle: AuditBundle) => eventOf(bundle, 'RollChanged').added;

/** Other marks that are as valid: the first chosen project against the first not chosen. */
function otherMarks(marks: string): string {
  const bytes = fromBase64Url(marks)!;
  const [chosen, left] = [bytes.indexOf(1), bytes.indexOf(0)];
  bytes[chosen] = 0;
  bytes[left] = 1;
  return toBase64Url(bytes);
}

function addBallot(bundle: AuditBundle, credential = randomCredential()): void {
  const { marks } = urnOf(bundle).ballots[0]!;
  const made = newBallot(preparedOf(bundle), marks, () => credential);
  putIn(urnOf(bundle), made.ballot, made.receipt);
}

export const forgeries: Forgery[] = [
  forgery('a ballot with a forged credential', ['signatures'], recompute, (bundle) => addBallot(bundle)),
  forgery("a ballot with another ballot's credential", ['signatures'], recompute, (bundle) =>
    addBallot(bundle, fromBase64Url(urnOf(bundle).ballots[0]!.credential)!),
  ),
  forgery('a ballot of another vote', ['signatures'], recompute, (bundle, { appraisal }) => {
    const { marks } = urnOf(bundle).ballots[0]!;
    const foreign = auditOf(appraisal).urns[0]!.ballots[0]!;
    putIn(urnOf(bundle), { ...foreign, marks }, '0000-0000-0000');
  }),
  forgery('a ballot with altered marks', ['signatures'], recompute, (bundle) => {
    const [ballot] = urnOf(bundle).ballots;
    ballot!.marks = otherMarks(ballot!.marks);
  }),
  forgery('a ballot with an altered tag commitment', ['signatures'], recompute, (bundle) => {
    urnOf(bundle).ballots[0]!.commitment = toBase64Url(new Uint8Array(32));
  }),
  forgery('a ballot that stands twice', ['keys'], recompute, (bundle) =>
    putIn(urnOf(bundle), urnOf(bundle).ballots[0]!, '0000-0000-0000'),
  ),
  forgery('a ballot with marks that the paper does not have', ['signatures', 'tally'], resealed, (bundle) => {
    const [ballot] = urnOf(bundle).ballots;
    const bytes = fromBase64Url(ballot!.marks)!;
    bytes[0] = 2;
    ballot!.marks = toBase64Url(bytes);
  }),
  forgery('ballots in another order', ['keys'], recompute, (bundle) => urnOf(bundle).ballots.reverse()),
  forgery(
    'a ballot taken out, the tally adjusted, the seal left',
    ['receipts', 'sums', 'seal'],
    rechain,
    (bundle) => {
      urnOf(bundle).ballots.pop();
      urnOf(bundle).receipts.pop();
      recount(bundle);
    },
  ),
  forgery('a ballot taken out and its receipt left', ['receipts'], recompute, (bundle) =>
    urnOf(bundle).ballots.pop(),
  ),
  forgery('receipts one short', ['receipts'], recompute, (bundle) => urnOf(bundle).receipts.pop()),
  forgery('receipts out of order', ['receipts'], recompute, (bundle) => {
    urnOf(bundle).receipts.reverse();
  }),
  forgery('a receipt replaced after the seal', ['seal'], asItIs, (bundle) => {
    urnOf(bundle).receipts[0] = '0000-0000-0000';
  }),
  forgery('an entry of the log changed', ['chain'], asItIs, (bundle) => {
    entryOf(bundle, 'VoteClosed').at++;
  }),
  forgery('an entry of the log changed together with its hash', ['chain'], asItIs, (bundle) => {
    const entry = entryOf(bundle, 'VoteClosed');
    entry.at++;
    bundle.log.find((link) => link.entry === entry)!.entryHash = canonicalHash(entry) as Digest;
  }),
  forgery('an entry taken out of the log', ['chain', 'opening'], asItIs, (bundle) =>
    removeEntry(bundle, 'PaperDrawnUp'),
  ),
  forgery('an entry shown by its hash alone', all, asItIs, (bundle) => {
    delete bundle.log.at(-2)!.entry;
  }),
  forgery('a log whose head is another', ['chain'], asItIs, (bundle) => {
    bundle.chainHead = bundle.log[0]!.entryHash;
  }),
  forgery('a paper with another project', ['opening'], rechain, (bundle) => {
    preparedOf(bundle).sheet.paper.items[0]!.title = '别的项目';
  }),
  forgery('a paper with another project and its hash', ['opening', 'signatures'], rechain, (bundle) => {
    const prepared = preparedOf(bundle);
    prepared.sheet.paper.items[0]!.title = '别的项目';
    prepared.paperHash = canonicalHash(prepared.sheet) as Digest;
  }),
  forgery(
    'a paper under another threshold, with its hash',
    ['opening', 'signatures'],
    recompute,
    (bundle) => {
      const prepared = preparedOf(bundle);
      prepared.sheet.rules = { kind: 'project', form: 'tick', threshold: null };
      prepared.paperHash = canonicalHash(prepared.sheet) as Digest;
    },
  ),
  forgery("a key that is not the hall screen's", ['opening'], rechain, (bundle) => {
    preparedOf(bundle).keyFingerprint = canonicalHash('another') as Digest;
  }),
  forgery('a roll with another name', ['opening'], rechain, (bundle) => {
    rollOf(bundle)[7]!.name = '别人';
  }),
  forgery('another number of entitled deputies', ['opening'], redrawn, (bundle) => {
    const opened = eventOf(bundle, 'VoteOpened');
    opened.entitledCount--;
    resultOf(bundle).figures.entitledCount--;
  }),
  forgery('another membership in the opening record', ['opening'], redrawn, (bundle) => {
    eventOf(bundle, 'VoteOpened').totalMembership--;
    resultOf(bundle).figures.totalMembership--;
  }),
  forgery('another number of deputies present when the vote opened', ['presence'], rechain, (bundle) => {
    eventOf(bundle, 'VoteOpened').presentCount--;
  }),
  forgery('a vote that opened without a quorum', ['opening', 'presence'], rechain, (bundle) => {
    eventOf(bundle, 'VoteOpened').presentCount = 27;
  }),
  forgery('a vote that passes for a rehearsal, where nobody need report', ['opening'], rechain, (bundle) => {
    eventOf(bundle, 'VotePrepared').rehearsal = true;
    removeEntry(bundle, 'ReturnReported');
  }),
  forgery(
    'a log without the beginning of the sitting',
    all.filter((name) => name !== 'chain'),
    rechain,
    (bundle) => removeEntry(bundle, 'SittingCreated'),
  ),
  forgery('a chief scrutineer who never reported', ['ceremony'], rechain, (bundle) =>
    removeEntry(bundle, 'ReturnReported'),
  ),
  forgery("a report that was not the chief scrutineer's", ['ceremony'], rechain, (bundle) => {
    const { scrutineers } = eventOf(bundle, 'ScrutineersAppointed');
    entryOf(bundle, 'ReturnReported').by = { role: 'deputy', deputyId: scrutineers[1]! };
  }),
  forgery('a count before the declaration', ['ceremony'], rechain, (bundle) => {
    const [declared, counted] = bundle.log.splice(-2);
    bundle.log.push(counted!, declared!);
  }),
  forgery('rules that the desk adopted by itself', ['ceremony'], rechain, (bundle) => {
    entryOf(bundle, 'VotingRulesAdopted').by = entryOf(bundle, 'VotePrepared').by;
  }),
  forgery('scrutineers whom the desk appointed', ['ceremony'], rechain, (bundle) => {
    entryOf(bundle, 'ScrutineersAppointed').by = entryOf(bundle, 'VotePrepared').by;
  }),
  forgery('scrutineers whom one person proposed and appointed', ['ceremony'], rechain, (bundle) => {
    const accountId = accountOf(entryOf(bundle, 'ScrutineersAppointed'));
    eventOf(bundle, 'ScrutineersAppointed').proposedBy = accountId;
    entryOf(bundle, 'ScrutineersProposed').by = { role: 'operator', accountId };
  }),
  forgery('scrutineers whom nobody proposed', ['ceremony'], rechain, (bundle) =>
    removeEntry(bundle, 'ScrutineersProposed'),
  ),
  forgery('other scrutineers than those proposed', ['ceremony'], rechain, (bundle) => {
    eventOf(bundle, 'ScrutineersProposed').scrutineers.pop();
  }),
  forgery('scrutineers whom the chair proposed', ['ceremony'], rechain, (bundle) => {
    const accountId = accountOf(entryOf(bundle, 'ScrutineersProposed'));
    entryOf(bundle, 'ScrutineersProposed').by = { role: 'chair', accountId };
  }),
  forgery('a scrutineer who is the executive chair', ['ceremony'], rechain, (bundle) => {
    eventOf(bundle, 'ExecutiveChairSet').deputyId = eventOf(bundle, 'ScrutineersAppointed').chief;
  }),
  forgery('a vote that the desk closed', ['ceremony'], rechain, (bundle) => {
    entryOf(bundle, 'VoteClosed').by = entryOf(bundle, 'VotePrepared').by;
  }),
  forgery('a reissue that nobody had asked for', ['chain', 'ceremony'], asItIs, (bundle) =>
    removeEntry(bundle, 'ReissueRequested'),
  ),
  forgery('a reissue approved by the desk', ['ceremony'], rechain, (bundle) => {
    entryOf(bundle, 'ReissueApproved').by = entryOf(bundle, 'ReissueRequested').by;
  }),
  forgery('a vote that was declared void', ['ceremony'], rechain, (bundle) =>
    Object.assign(eventOf(bundle, 'VoteDeclared'), { verdict: 'void', reason: '设备故障' }),
  ),
  forgery('a credential issued to an absent deputy', ['presence'], recompute, (bundle, { absent }) => {
    linesOf(bundle).push({ deputyId: absent, credentials: 1 });
    linesOf(bundle).sort((a, b) => (a.deputyId < b.deputyId ? -1 : 1));
    resultOf(bundle).figures.presentCount++;
  }),
  forgery(
    'a credential more than there were present',
    ['issuance', 'presence'],
    recompute,
    (bundle, { absent }) => {
      linesOf(bundle).push({ deputyId: absent, credentials: 1 });
      linesOf(bundle).sort((a, b) => (a.deputyId < b.deputyId ? -1 : 1));
    },
  ),
  forgery('a credential issued to a guest', ['issuance', 'presence'], recompute, (bundle) => {
    const guest = rollOf(bundle).find(({ standing }) => standing === 'nonVoting')!;
    linesOf(bundle)[0]!.deputyId = guest.deputyId;
    linesOf(bundle).sort((a, b) => (a.deputyId < b.deputyId ? -1 : 1));
  }),
  forgery('a second credential that nobody approved', ['issuance'], recompute, (bundle) => {
    linesOf(bundle).find(({ credentials }) => credentials === 1)!.credentials++;
  }),
  forgery('a reissue without its approval', ['issuance'], rechain, (bundle) =>
    removeEntry(bundle, 'ReissueApproved'),
  ),
  forgery('a deputy who stands twice on the issuance roll', ['issuance'], recompute, (bundle) => {
    linesOf(bundle).push({ ...linesOf(bundle).at(-1)! });
    linesOf(bundle).shift();
  }),
  forgery(
    'an issuance roll changed after the seal',
    ['issuance', 'presence'],
    asItIs,
    (bundle, { absent }) => {
      linesOf(bundle)[0]!.deputyId = absent;
    },
  ),
  forgery('more ballots returned than deputies issued', ['issuance', 'signatures'], recompute, (bundle) => {
    for (let k = 0; k < 2; k++) addBallot(bundle);
  }),
  forgery('more deputies present than there were', ['presence'], redrawn, (bundle) => {
    resultOf(bundle).figures.presentCount++;
  }),
  forgery('a tally that adds up and is not that of the ballots', ['tally'], redrawn, (bundle) => {
    const items = resultOf(bundle).tally.items;
    const [one, other] = [items[0]!, items.find((item) => item.unmarked !== items[0]!.unmarked)!];
    [one.counts, other.counts] = [other.counts, one.counts];
    [one.unmarked, other.unmarked] = [other.unmarked, one.unmarked];
  }),
  forgery('a tally that does not add up', ['sums', 'tally'], redrawn, (bundle) => {
    const { counts } = resultOf(bundle).tally.items[0]!;
    counts.approve = counts.approve! + 1;
  }),
  forgery('another number of returned ballots in the seal', ['receipts', 'sums'], rechain, (bundle) => {
    sealedOf(bundle).returned--;
  }),
  forgery('an outcome that the rules do not give', ['outcome'], rechain, (bundle) => {
    const { outcome } = resultOf(bundle);
    if (outcome.kind !== 'project') throw new Error('not a project paper');
    const elected = outcome.items.find(({ standing }) => standing === 'elected')!;
    elected.standing = 'notPassed';
    outcome.elected = outcome.elected.filter((itemId) => itemId !== elected.itemId);
  }),
  forgery('an outcome drawn from another membership', ['outcome'], redrawn, (bundle) => {
    resultOf(bundle).figures.totalMembership--;
  }),
];
