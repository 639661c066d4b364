import { useCallback, useRef, useState } from 'react';
import type { DeputyId } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/sitting/refusals.ts';
import { useConnection } from '../../sitting.tsx';

export interface Flash {
  busy: boolean;
  /** What became of the last one. */
  last: { asked: number; reached: number } | { refused: Refusal } | null;
  /** Resolves with whether tablets were told. */
  send: (deputyIds: readonly DeputyId[]) => Promise<boolean>;
}

/** "Find my seat": the tablets of these deputies show name and seat. */
export function useFlash(): Flash {
  const connection = useConnection();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Flash['last']>(null);
  const send = useCallback(
    async (deputyIds: readonly DeputyId[]) => {
      if (underWay.current) return false;
      underWay.current = true;
      setBusy(true);
      setLast(null);
      try {
        const answer = await connection.ask('devices:flash', { deputyIds: [...deputyIds] });
        setLast('ok' in answer ? { asked: deputyIds.length, reached: answer.ok.reached } : answer);
        return 'ok' in answer;
      } catch {
        // The line was closed on purpose: the screen is gone.
        return false;
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [connection],
  );
  return { busy, last, send };
}
