import { useTranslation } from 'react-i18next';
import type { VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { CommandNote } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useCommand } from '../sitting.tsx';
import styles from './scrutineer.module.css';

/** The chief scrutineer tells the chair what came back. */
export function ReportReturn({
  voteId,
  sealed,
}: {
  voteId: VoteId;
  sealed: NonNullable<VoteView['sealed']>;
}) {
  const { t } = useTranslation(['scrutineer', 'common']);
  const { number } = useFormat();
  const { state, busy, send } = useCommand();
  const [only, ...more] = sealed;
  return (
    <section className={styles['action']}>
      <Button
        look="primary"
        className={styles['big'] ?? ''}
        disabled={busy}
        onClick={() => void send({ type: 'ReportReturn', voteId })}
      >
        {busy ? t('common:sending') : t('report.button')}
      </Button>
      <p>
        {more.length === 0
          ? t('report.effectOne', { issued: number(only!.deputiesIssued), returned: number(only!.returned) })
          : t('report.effect', { count: sealed.length })}
      </p>
      <CommandNote state={state} />
    </section>
  );
}
