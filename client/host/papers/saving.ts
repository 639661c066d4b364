import { useCallback, useEffect, useRef, useState } from 'react';
import type { Paper } from '../../../shared/ballot/paper.ts';
import type { CommandId, PaperId, SittingId } from '../../../shared/ids.ts';
import type { Answer } from '../../../shared/protocol.ts';
import { api, untilAnswered } from '../../api.ts';
import type { CommandPhase } from '../../sitting.tsx';

type Saved = 'saved' | 'refused' | 'left';

/** One request that is repeated until it is answered, and what became of it. Leaving the page ends the asking. */
export function useAsking(): {
  state: CommandPhase;
  ask: <T>(attempt: () => Promise<Answer<T>>) => Promise<Answer<T> | null>;
} {
  const [state, setState] = useState<CommandPhase>({ phase: 'idle' });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const ask = useCallback(async <T>(attempt: () => Promise<Answer<T>>) => {
    stop.current?.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    setState({ phase: 'sending' });
    const onTrouble = () => setState({ phase: 'unconfirmed' });
    const answer = await untilAnswered(attempt, { signal, onTrouble }).catch(() => null);
    if (signal.aborted || !answer) return null;
    setState('refused' in answer ? { phase: 'refused', refusal: answer.refused } : { phase: 'done' });
    return answer;
  }, []);
  return { state, ask };
}

/** Saves a paper under the id of its attempt: however often it is sent, it is drawn up once. */
export function useSavePaper(): {
  state: CommandPhase;
  save: (sittingId: SittingId, paper: Paper, commandId: CommandId) => Promise<Saved>;
} {
  const { state, ask } = useAsking();
  const save = useCallback(
    async (sittingId: SittingId, paper: Paper, commandId: CommandId): Promise<Saved> => {
      const answer = await ask<{ paperId: PaperId }>(() =>
        api('POST /api/sittings/:sittingId/papers', { sittingId }, { commandId, paper }),
      );
      if (!answer) return 'left';
      return 'refused' in answer ? 'refused' : 'saved';
    },
    [ask],
  );
  return { state, save };
}
