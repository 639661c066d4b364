import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { subjectOn, useSheets } from '../../documents.ts';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import styles from './round-facts.module.css';

/** Issued, returned and credentials of every sheet, as the seal says. */
export function ReturnsTable({ vote }: { vote: VoteView }) {
  const { t } = useTranslation(['host', 'ballot']);
  const format = useFormat();
  const sheets = useSheets(vote.kind === 'appraisal' ? vote.voteId : null);
  if (!vote.sealed) return null;
  const reissued = vote.reissued.map(({ name }) => name);
  return (
    <div className={styles['tableFrame']}>
      <table className={styles['figures']}>
        <caption className="visually-hidden">{t('returns.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('returns.sheet')}</th>
            <th scope="col">{t('ballot:returns.issued')}</th>
            <th scope="col">{t('ballot:returns.returned')}</th>
            <th scope="col">{t('ballot:returns.credentials')}</th>
          </tr>
        </thead>
        <tbody>
          {vote.sealed.map(({ ballotId, deputiesIssued, returned, credentialsIssued }, at) => (
            <tr key={ballotId}>
              <th scope="row">
                {vote.kind === 'appraisal'
                  ? (subjectOn(sheets, ballotId) ?? format.number(at + 1))
                  : t('returns.whole')}
              </th>
              <td>{format.number(deputiesIssued)}</td>
              <td>{format.number(returned)}</td>
              <td>{format.number(credentialsIssued)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reissued.length > 0 && (
        <p className={desk['help']}>{t('returns.reissued', { names: format.list(reissued) })}</p>
      )}
    </div>
  );
}
