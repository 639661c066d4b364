import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import styles from './scrutineer.module.css';

/** What each scrutineer of the vote has said so far. */
export function Colleagues({ vote, own }: { vote: VoteView; own: DeputyId }) {
  const { t } = useTranslation('scrutineer');
  const signed = new Set(vote.confirmedBy.map(({ deputyId }) => deputyId));
  const objections = new Map(vote.objections.map(({ deputyId, reason }) => [deputyId, reason]));
  if (vote.scrutineers.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{t('colleagues.title')}</h3>
      <ul className={styles['colleagues']}>
        {vote.scrutineers.map(({ deputyId, name, chief }) => {
          const objection = objections.get(deputyId);
          const state = objection !== undefined ? 'objected' : signed.has(deputyId) ? 'signed' : 'open';
          return (
            <li key={deputyId} data-state={state}>
              <span>
                <strong>{name}</strong>
                <small>
                  {[
                    ...(deputyId === own ? [t('colleagues.you')] : []),
                    ...(chief ? [t('colleagues.chief')] : []),
                  ].join(' · ')}
                </small>
              </span>
              <span className={styles['opinion']}>
                <span aria-hidden="true">{signs[state]}</span> {t(`colleagues.${state}`)}
              </span>
              {objection !== undefined && <p>{t('reason', { reason: objection })}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const signs = { signed: '✓', objected: '×', open: '·' };
