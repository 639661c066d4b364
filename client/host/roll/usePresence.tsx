import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { Deputy } from '../../../shared/roll.ts';
import type { Command } from '../../../shared/sitting/commands.ts';
import type { Refusal, RefusalCode } from '../../../shared/sitting/refusals.ts';
import type { View } from '../../../shared/views.ts';
import { RefusalNotice } from '../../design/Notice.tsx';
import { useConnection } from '../../sitting.tsx';
import { newerThan } from '../desk.ts';
import styles from './roll.module.css';

export type RollLine = NonNullable<View['roll']>[number];
type PresenceCommand = Extract<Command, { type: 'CheckIn' | 'CheckOut' | 'SetLeave' }>;

export interface RefusedFor {
  name: string;
  refusal: Refusal;
}

/** It is already so: another operator, or a click before this one, was quicker. */
const alreadySo: readonly RefusalCode[] = ['already-present', 'deputy-not-present'];

/** Checks people in and out, several at a time; the same person is not asked for twice at once. */
export function usePresence() {
  const connection = useConnection();
  const underWay = useRef(new Set<DeputyId>());
  const [busy, setBusy] = useState<ReadonlySet<DeputyId>>(new Set());
  const [refused, setRefused] = useState<RefusedFor | null>(null);
  const send = useCallback(
    async ({ deputyId, name }: Deputy, command: PresenceCommand): Promise<boolean> => {
      if (underWay.current.has(deputyId)) return false;
      underWay.current.add(deputyId);
      setBusy(new Set(underWay.current));
      setRefused(null);
      const before = connection.state().version;
      try {
        const answer = await connection.command(command);
        if ('ok' in answer) await newerThan(connection, before);
        else if (!alreadySo.includes(answer.refused.code)) {
          setRefused({ name, refusal: answer.refused });
          return false;
        }
        return true;
      } catch {
        // The line was closed on purpose: the screen is gone.
        return false;
      } finally {
        underWay.current.delete(deputyId);
        setBusy(new Set(underWay.current));
      }
    },
    [connection],
  );
  return { busy, refused, send };
}

export function RefusedPresence({ refused }: { refused: RefusedFor | null }) {
  const { t } = useTranslation('roll');
  if (!refused) return null;
  return (
    <div className={styles['refused']}>
      <p>{t('refusedFor', { name: refused.name })}</p>
      <RefusalNotice refusal={refused.refusal} />
    </div>
  );
}
