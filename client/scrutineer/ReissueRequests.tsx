import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useCommand, useSitting } from '../sitting.tsx';
import styles from './scrutineer.module.css';

/** Staff ask and a scrutineer approves: nobody alone gives a deputy a second credential, and nobody to oneself. */
export function ReissueRequests({ vote, own }: { vote: VoteView; own: DeputyId }) {
  const { t } = useTranslation('scrutineer');
  const { list } = useFormat();
  const { view } = useSitting();
  const { state, busy, send } = useCommand();
  const { voteId, reissued } = vote;
  const requests = (view?.reissueRequests ?? []).filter((request) => request.voteId === voteId);
  return (
    <section className={styles['part']}>
      <h3>{t('reissue.title')}</h3>
      <p className={styles['small']}>{t('reissue.help')}</p>
      <ul className={styles['requests']} aria-live="polite">
        {requests.map(({ deputyId, name, reason }) => (
          <li key={deputyId}>
            <div>
              <strong>{name}</strong>
              <p>{t('reason', { reason })}</p>
            </div>
            {deputyId === own ? (
              <p>{t('reissue.own')}</p>
            ) : (
              <Button disabled={busy} onClick={() => void send({ type: 'ApproveReissue', voteId, deputyId })}>
                {t('reissue.approve', { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {requests.length === 0 && <p>{t('reissue.none')}</p>}
      <CommandNote state={state} />
      {reissued.length > 0 && (
        <p role="status">{t('reissue.approved', { names: list(reissued.map(({ name }) => name)) })}</p>
      )}
    </section>
  );
}
