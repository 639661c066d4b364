import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote, Notice } from '../design/Notice.tsx';
import { useCommand } from '../sitting.tsx';
import { ObjectionDialog } from './ObjectionDialog.tsx';
import styles from './scrutineer.module.css';
import type { Audit } from './useAudit.ts';

/**
 * Signs what this device has verified, and nothing else; an objection needs no verification. Either can take the place of
 * the other until the result is published.
 */
export function Signing({ vote, own, audit }: { vote: VoteView; own: DeputyId; audit: Audit }) {
  const { t } = useTranslation(['scrutineer', 'common']);
  const { state, busy, send } = useCommand();
  const [objecting, setObjecting] = useState(false);
  const { voteId } = vote;
  const signed = vote.confirmedBy.some(({ deputyId }) => deputyId === own);
  const objection = vote.objections.find(({ deputyId }) => deputyId === own);
  const digest = audit.phase === 'ended' && audit.passed ? audit.digest : null;
  const confirm = () => digest && void send({ type: 'ConfirmResult', voteId, digest });
  return (
    <section className={styles['part']}>
      <h3>{t('sign.title')}</h3>
      {signed && (
        <Notice tone="done" live title={t('sign.done')}>
          {t('sign.doneHelp')}
        </Notice>
      )}
      {objection && (
        <Notice tone="warning" live title={t('sign.objected')}>
          {t('reason', { reason: objection.reason })}
        </Notice>
      )}
      <div className={styles['action']}>
        {!signed && (
          <>
            <Button
              look="primary"
              className={styles['big'] ?? ''}
              disabled={busy || !digest}
              onClick={confirm}
            >
              {t(objection ? 'sign.withdraw' : 'sign.confirm')}
            </Button>
            <p>{t(digest ? 'sign.effect' : 'sign.notYet')}</p>
          </>
        )}
        {!objection && (
          <p>
            <Button look={signed ? 'quiet' : 'plain'} disabled={busy} onClick={() => setObjecting(true)}>
              {t('sign.object')}
            </Button>
          </p>
        )}
        {!objecting && <CommandNote state={state} />}
      </div>
      {objecting && (
        <ObjectionDialog
          state={state}
          busy={busy}
          onClose={() => setObjecting(false)}
          onObject={async (reason) => {
            if (await send({ type: 'ObjectToResult', voteId, reason })) setObjecting(false);
          }}
        />
      )}
    </section>
  );
}
