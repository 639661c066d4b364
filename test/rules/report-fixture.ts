import i18next from 'i18next';
import ballotEn from '../../client/i18n/en/ballot.ts';
import reportEn from '../../client/i18n/en/report.ts';
import ballotZh from '../../client/i18n/zh-CN/ballot.ts';
import reportZh from '../../client/i18n/zh-CN/report.ts';
import type { ReportWords } from '../../client/report/words.ts';
import { count } from '../../shared/ballot/count.ts';
import { decideOutcome } from '../../shared/ballot/decide-outcome.ts';
import type { Figures } from '../../shared/ballot/outcome.ts';
import type { Sheet } from '../../shared/ballot/paper.ts';
import { BallotId } from '../../shared/ids.ts';
import { type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import type { VoteView } from '../../shared/views.ts';
import { lanzhou } from './ballot-fixture.ts';
import { deputyId, digestOf, paperId, voteId } from './sitting-fixture.ts';

/** The words that reports are written with, as the browser loads them. */
export function wordsIn(language: 'zh-CN' | 'en'): ReportWords {
  const room =
    language === 'en' ? { report: reportEn, ballot: ballotEn } : { report: reportZh, ballot: ballotZh };
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    resources: { [language]: room },
    ns: ['report', 'ballot'],
    interpolation: { escapeValue: false },
  });
  return { t: instance.getFixedT(language, 'report'), ballot: instance.getFixedT(language, 'ballot') };
}

export interface Counted {
  sheet: Sheet;
  ballots: readonly Uint8Array[];
}
const openedAt = Date.UTC(2026, 0, 15, 2, 0);
const ballotId = (at: number) => BallotId.parse(String(at).padStart(32, '0'));
const named = (n: number) => ({ deputyId: deputyId(n), name: `代表${n}` });

/** The report of a vote with these ballots in its boxes. */
export function reportOf(
  boxes: readonly Counted[],
  change: { vote?: Partial<VoteView>; figures?: Partial<Figures>; sittingTitle?: string } = {},
): TallyReport {
  const figures = { ...lanzhou, ...change.figures };
  const { paper, round, rehearsal } = boxes[0]!.sheet;
  const results = boxes.map(({ sheet, ballots }, at) => {
    const tally = count(sheet, ballots);
    return { ballotId: ballotId(at), figures, tally, outcome: decideOutcome(sheet, tally, figures) };
  });
  const vote: VoteView = {
    voteId,
    paperId,
    kind: paper.kind,
    title: paper.title,
    round,
    rehearsal,
    stage: 'published',
    ballots: [],
    openedAt,
    closedAt: openedAt + 8 * 60_000,
    presentCount: figures.presentCount,
    attendedCount: null,
    turnout: null,
    sealed: null,
    reason: null,
    reissued: [],
    rules: { title: '票决办法', version: 1 },
    confirmedBy: [named(1), named(2)],
    objections: [],
    scrutineers: [1, 2, 3].map((n) => ({ ...named(n), chief: n === 1 })),
    executiveChair: named(9),
    digests: {
      auditDigest: digestOf('audit'),
      publicDigest: digestOf('public'),
      chainHead: digestOf('chain'),
    },
    bundlesMade: true,
    results,
    ...change.vote,
  };
  const sheets = boxes.map(({ sheet }, at) => ({
    ballotId: ballotId(at),
    sheet,
    paperHash: digestOf('paper'),
    issuerKey: '',
    keyFingerprint: digestOf('key'),
  }));
  const sitting = { title: change.sittingTitle ?? '第四次会议', body: 'congress' as const };
  return tallyReport({ sitting, vote, results, sheets });
}
