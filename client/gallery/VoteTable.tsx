import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportSection, TallyReport } from '../../shared/tally-report.ts';
import { useFormat } from '../i18n/format.ts';
import { standingWords } from '../result/ballot-words.ts';
import styles from './result.module.css';

type Section = Pick<ReportSection, 'finding'>;

/** Votes per project, motion or subject, and what they came to; as narrow as a phone. */
export function VoteTable({ report: { sections, vote } }: { report: TallyReport }) {
  const { t } = useTranslation('report');
  const { t: ballot } = useTranslation('ballot');
  const [first] = sections;
  const choices = first!.finding.kind === 'project' ? [] : first!.finding.row.counts;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t(`column.item.${vote.kind}`)}</th>
          {choices.map(({ choice }) => (
            <th key={choice} scope="col" data-figure>
              {ballot(`choice.${choice}`)}
            </th>
          ))}
          {choices.length === 0 && (
            <th scope="col" data-figure>
              {t('column.votes')}
            </th>
          )}
          <th scope="col">{t('column.result')}</th>
        </tr>
      </thead>
      <tbody>
        {sections.map((section) => (
          <Rows key={section.ballotId} section={section} />
        ))}
      </tbody>
    </table>
  );
}

function Rows({ section: { finding } }: { section: Section }) {
  const { t } = useTranslation('ballot');
  const { number, percent } = useFormat();
  switch (finding.kind) {
    case 'project':
      return finding.rows.map(({ itemId, title, votes, share, standing }) => (
        <Row key={itemId} title={title} result={standingWords(t, standing, finding.threshold)}>
          <td data-figure>
            {number(votes)}
            <br />
            <small>{percent(share)}</small>
          </td>
        </Row>
      ));
    case 'motion':
    case 'appraisal': {
      const result =
        finding.kind === 'appraisal'
          ? t(`verdict.${finding.verdict}`)
          : t(finding.carried ? 'motion.carried' : 'motion.notCarried');
      return (
        <Row title={finding.row.title} result={result}>
          {finding.row.counts.map(({ choice, votes }) => (
            <td key={choice} data-figure>
              {number(votes)}
            </td>
          ))}
        </Row>
      );
    }
    default:
      return finding satisfies never;
  }
}

function Row({ title, result, children }: { title: string; result: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row" dir="auto">
        {title}
      </th>
      {children}
      <td>{result}</td>
    </tr>
  );
}

/** What was issued, came back and counted; the sheets of an appraisal one by one. */
export function VoteFigures({ report: { sections, attendance } }: { report: TallyReport }) {
  const { t } = useTranslation('ballot');
  const { number } = useFormat();
  const line = (figures: readonly (readonly [what: string, figure: number])[]) => (
    <dl className={styles['facts']}>
      {figures.map(([what, figure]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{number(figure)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {line([
        [t('attendance.entitled'), attendance.entitledCount],
        [t('attendance.present'), attendance.presentCount],
      ])}
      {sections.map(({ ballotId, subject, returns }) => (
        <div key={ballotId}>
          {subject && sections.length > 1 && <p dir="auto">{subject.title}</p>}
          {line([
            [t('returns.issued'), returns.deputiesIssued],
            [t('returns.returned'), returns.returned],
            [t('returns.valid'), returns.valid],
            [t('returns.invalid'), returns.invalid],
          ])}
        </div>
      ))}
    </>
  );
}
