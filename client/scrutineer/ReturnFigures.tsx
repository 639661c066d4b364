import { useTranslation } from 'react-i18next';
import { exceedsIssued } from '../../shared/ballot/outcome.ts';
import type { BallotId } from '../../shared/ids.ts';
import type { BallotResult } from '../../shared/sitting/vote-records.ts';
import type { VoteView } from '../../shared/views.ts';
import { Notice } from '../design/Notice.tsx';
import { subjectOn, useSheets } from '../documents.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './scrutineer.module.css';

type Sealed = NonNullable<VoteView['sealed']>;

/** Issued, credentials, returned, and after the count valid and invalid: large, for comparing. */
export function ReturnFigures(props: { vote: VoteView; sealed: Sealed; results?: readonly BallotResult[] }) {
  const { vote, sealed, results } = props;
  const { t } = useTranslation(['scrutineer', 'ballot']);
  const lines = sealed.map(({ ballotId, deputiesIssued, credentialsIssued, returned }) => {
    const tally = results?.find((result) => result.ballotId === ballotId)?.tally;
    const counted = tally ? { valid: tally.valid, invalid: tally.invalid } : {};
    return {
      ballotId,
      figures: { issued: deputiesIssued, credentials: credentialsIssued, returned, ...counted },
    };
  });
  const tooMany = sealed.some(({ returned, deputiesIssued }) => exceedsIssued(returned, deputiesIssued));
  const more = sealed.some(({ credentialsIssued, deputiesIssued }) => credentialsIssued > deputiesIssued);
  return (
    <section className={styles['part']}>
      <h3>{t('figures')}</h3>
      {lines.length === 1 ? <Tiles figures={lines[0]!.figures} /> : <Subjects vote={vote} lines={lines} />}
      {tooMany && <Notice tone="error">{t('tooMany')}</Notice>}
      {more && <p className={styles['small']}>{t('credentialsMore')}</p>}
    </section>
  );
}

interface Figures {
  issued: number;
  credentials: number;
  returned: number;
  valid?: number;
  invalid?: number;
}
const order = ['issued', 'credentials', 'returned', 'valid', 'invalid'] as const;

function Tiles({ figures }: { figures: Figures }) {
  const { t } = useTranslation('ballot');
  const { number } = useFormat();
  return (
    <dl className={styles['tiles']}>
      {order.map((name) => {
        const figure = figures[name];
        return (
          figure !== undefined && (
            <div key={name}>
              <dt>{t(`returns.${name}`)}</dt>
              <dd>{number(figure)}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

function Subjects({
  vote,
  lines,
}: {
  vote: VoteView;
  lines: readonly { ballotId: BallotId; figures: Figures }[];
}) {
  const { t } = useTranslation(['scrutineer', 'ballot']);
  const { number } = useFormat();
  const sheets = useSheets(vote.voteId);
  const columns = order.filter((name) => lines[0]!.figures[name] !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles['scroll']} tabIndex={0} aria-label={t('figures')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('subject')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className={styles['figure']}>
                {t(`ballot:returns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ ballotId, figures }, at) => (
            <tr key={ballotId}>
              <th scope="row">{subjectOn(sheets, ballotId) ?? number(at + 1)}</th>
              {columns.map((name) => (
                <td key={name} className={styles['figure']}>
                  {number(figures[name]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
