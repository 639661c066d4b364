import { useCallback, useRef, useState } from 'react';
import type { DeputyId } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/sitting/refusals.ts';
import { useConnection } from '../../sitting.tsx';

/** As many as one request may name. */
const AT_ONCE = 500;

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
        let reached = 0;
        for (let at = 0; at < deputyIds.length; at += AT_ONCE) {
          const some = deputyIds.slice(at, at + AT_ONCE);
          const answer = await connection.ask('devices:flash', { deputyIds: some });
          if ('refused' in answer) {
            setLast(answer);
            return false;
          }
          reached += answer.ok.reached;
        }
        setLast({ asked: deputyIds.length, reached });
        return true;
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
