import { useEffect, useState } from 'react';
import type { SittingId, VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/events.ts';
import { type TallyReport, tallyReport } from '../../shared/tally-report.ts';
import type { View, VoteView } from '../../shared/views.ts';
import { api, untilAnswered } from '../api.ts';
import { useConnection, useSitting } from '../sitting.tsx';

/** What never changes once it is there, by what it was asked for. What was refused is asked for again. */
class Answers<T> {
  readonly #known = new Map<string, T>();
  readonly #asked = new Map<string, Promise<T | null>>();

  known(key: string): T | undefined {
    return this.#known.get(key);
  }

  ask(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const asked = this.#asked.get(key) ?? this.#load(key, load);
    this.#asked.set(key, asked);
    return asked;
  }

  async #load(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const answer = await load();
    if (answer === null) this.#asked.delete(key);
    else this.#known.set(key, answer);
    return answer;
  }
}

type Sheets = readonly PreparedBallot[];
const sheets = new Answers<Sheets>();
const reports = new Answers<TallyReport>();

/** The sheets of a prepared vote: titles, subjects and rules, which a view leaves out. null while they are not there. */
export function useSheets(voteId: VoteId | undefined): Sheets | null {
  const { sittingId } = useConnection();
  return useAnswer(sheets, voteId, (wanted) => loadSheets(sittingId, wanted));
}

/** Every figure of a published vote; null while it is not there yet. */
export function useTallyReport(vote: VoteView | undefined): TallyReport | null {
  const { sittingId } = useConnection();
  const { view } = useSitting();
  const published = vote?.stage === 'published' && view ? vote : undefined;
  return useAnswer(reports, published?.voteId, () => loadReport(sittingId, view!, published!));
}

function useAnswer<T>(
  answers: Answers<T>,
  key: VoteId | undefined,
  load: (key: VoteId) => Promise<T | null>,
): T | null {
  const [, drawAnew] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded for a key is always the same.
  useEffect(() => {
    if (key === undefined || answers.known(key)) return;
    let gone = false;
    void answers
      .ask(key, () => load(key))
      .then(() => {
        if (!gone) drawAnew((times) => times + 1);
      });
    return () => {
      gone = true;
    };
  }, [answers, key]);
  return key === undefined ? null : (answers.known(key) ?? null);
}

async function loadSheets(sittingId: SittingId, voteId: VoteId): Promise<Sheets | null> {
  const route = 'GET /api/sittings/:sittingId/votes/:voteId/sheets';
  const answer = await untilAnswered(() => api(route, { sittingId, voteId }));
  return 'refused' in answer ? null : answer.ok.ballots;
}

async function loadReport(sittingId: SittingId, view: View, shown: VoteView): Promise<TallyReport | null> {
  const { voteId } = shown;
  const [vote, prepared] = await Promise.all([
    shown.results ? shown : loadVote(sittingId, voteId),
    sheets.ask(voteId, () => loadSheets(sittingId, voteId)),
  ]);
  if (!vote?.results || !prepared) return null;
  return tallyReport({ sitting: view, vote, results: vote.results, sheets: prepared });
}

/** An earlier vote whose details the view has let go. */
async function loadVote(sittingId: SittingId, voteId: VoteId): Promise<VoteView | null> {
  const route = 'GET /api/sittings/:sittingId/votes/:voteId/result';
  const answer = await untilAnswered(() => api(route, { sittingId, voteId }));
  return 'refused' in answer ? null : answer.ok.vote;
}
