import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AppraisalFinding,
  MotionFinding,
  ProjectFinding,
  ReportRow,
  ReportSection,
  TallyReport,
} from '../../shared/tally-report.ts';
import { useFormat } from '../i18n/format.ts';
import { arithmeticWords, standingWords } from '../result/ballot-words.ts';
import styles from './report.module.css';
import { Scrolled } from './Scrolled.tsx';
import { useReportWords } from './useReportWords.ts';
import { projectWhy, verdictWhy } from './words.ts';

/** Votes per item, who is elected or not, and why. */
export function ItemsTable({ report }: { report: TallyReport }) {
  const finding = report.sections[0]!.finding;
  switch (finding.kind) {
    case 'project':
      return <Projects finding={finding} />;
    case 'motion':
      return <Motion finding={finding} />;
    case 'appraisal':
      return <Appraisal sections={report.sections} />;
    default:
      return finding satisfies never;
  }
}

function Projects({ finding }: { finding: ProjectFinding }) {
  const words = useReportWords();
  const { t } = words;
  const { number, percent } = useFormat();
  const { rows, threshold } = finding;
  return (
    <>
      <Table
        heads={
          <>
            <Head rank>{t('column.rank')}</Head>
            <Head rank>{t('column.paperNumber')}</Head>
            <Head>{t('column.item.project')}</Head>
            <MarkHeads rows={rows} />
            <Head figure>{t('column.share')}</Head>
            <Head>{t('column.resultAndWhy')}</Head>
          </>
        }
      >
        {rows.map((row) => (
          <tr key={row.itemId} className={row.standing === 'elected' ? styles['won'] : undefined}>
            <Figure>{number(row.rank)}</Figure>
            <Figure>{number(row.number)}</Figure>
            <th scope="row">{row.title}</th>
            <MarkCells row={row} rows={rows} />
            <Figure>{percent(row.share)}</Figure>
            <Result
              says={standingWords(words.ballot, row.standing, threshold)}
              why={[projectWhy(words, finding, row)]}
            />
          </tr>
        ))}
      </Table>
      <ShareBase finding={finding} />
    </>
  );
}

function Motion({ finding }: { finding: MotionFinding }) {
  const { t, ballot } = useReportWords();
  const { row, carried, arithmetic } = finding;
  return (
    <Table
      heads={
        <>
          <Head>{t('column.item.motion')}</Head>
          <MarkHeads rows={[row]} />
          <Head>{t('column.resultAndWhy')}</Head>
        </>
      }
    >
      <tr className={carried ? styles['won'] : undefined}>
        <th scope="row">{row.title}</th>
        <MarkCells row={row} rows={[row]} />
        <Result
          says={ballot(carried ? 'motion.carried' : 'motion.notCarried')}
          why={[arithmeticWords(ballot, arithmetic)]}
        />
      </tr>
    </Table>
  );
}

function Appraisal({ sections }: { sections: readonly ReportSection[] }) {
  const { t, ballot } = useReportWords();
  const { percent } = useFormat();
  const lines = sections.flatMap(({ ballotId, subject, finding }) =>
    finding.kind === 'appraisal' ? [{ ballotId, subject, finding }] : [],
  );
  const rows = lines.map(({ finding }) => finding.row);
  return (
    <>
      <Table
        heads={
          <>
            <Head>{t('column.item.appraisal')}</Head>
            <MarkHeads rows={rows} />
            <Head figure>{ballot('rate.satisfied')}</Head>
            <Head figure>{ballot('rate.satisfiedOrBasically')}</Head>
            <Head>{t('column.verdict')}</Head>
          </>
        }
      >
        {lines.map(({ ballotId, subject, finding }) => (
          <tr key={ballotId}>
            <th scope="row">
              {finding.row.title}
              {subject?.office && <small className={styles['why']}>{subject.office}</small>}
            </th>
            <MarkCells row={finding.row} rows={rows} />
            <Figure>{percent(finding.satisfiedRate)}</Figure>
            <Figure>{percent(finding.satisfiedOrBasicallyRate)}</Figure>
            <Verdict finding={finding} />
          </tr>
        ))}
      </Table>
      <p className={styles['note']}>
        {ballot('rate.base', { base: ballot(`base.${lines[0]!.finding.rateBase}`) })}
      </p>
    </>
  );
}

function Verdict({ finding }: { finding: AppraisalFinding }) {
  const words = useReportWords();
  return <Result says={words.ballot(`verdict.${finding.verdict}`)} why={verdictWhy(words, finding)} />;
}

function Table({ heads, children }: { heads: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('report');
  return (
    <Scrolled label={t('heading.items')}>
      <table className={styles['table']}>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scrolled>
  );
}

function Head(props: { children: ReactNode; figure?: boolean; rank?: boolean }) {
  const { children, figure = false, rank = false } = props;
  const classes = [figure || rank ? styles['figure'] : '', rank ? styles['rank'] : ''];
  return (
    <th scope="col" className={classes.join(' ')}>
      {children}
    </th>
  );
}

function Figure({ children }: { children: ReactNode }) {
  return <td className={styles['figure']}>{children}</td>;
}

type Rows = readonly ReportRow[];

/** Unmarked and invalid marks: a column that would hold noughts alone takes no room on paper. */
function spoiltIn(rows: Rows) {
  const kinds = ['unmarked', 'invalidMarks'] as const;
  return kinds.filter((kind) => rows[0]!.counts.length > 1 && rows.some((row) => row[kind] > 0));
}

function MarkHeads({ rows }: { rows: Rows }) {
  const { t, ballot } = useReportWords();
  const { counts } = rows[0]!;
  return (
    <>
      {counts.map(({ choice }) => (
        <Head key={choice} figure>
          {counts.length === 1 ? t('column.votes') : ballot(`choice.${choice}`)}
        </Head>
      ))}
      {spoiltIn(rows).map((kind) => (
        <Head key={kind} figure>
          {ballot(`${kind}`)}
        </Head>
      ))}
    </>
  );
}

function MarkCells({ row, rows }: { row: ReportRow; rows: Rows }) {
  const { number } = useFormat();
  return (
    <>
      {row.counts.map(({ choice, votes }) => (
        <Figure key={choice}>{number(votes)}</Figure>
      ))}
      {spoiltIn(rows).map((kind) => (
        <Figure key={kind}>{number(row[kind])}</Figure>
      ))}
    </>
  );
}

function Result({ says, why }: { says: string; why: readonly string[] }) {
  return (
    <td className={styles['result']}>
      <strong>{says}</strong>
      {why.map((line) => (
        <small key={line} className={styles['why']}>
          {line}
        </small>
      ))}
    </td>
  );
}

function ShareBase({ finding: { threshold, rows } }: { finding: ProjectFinding }) {
  const { t, ballot } = useReportWords();
  const { number } = useFormat();
  // Each project has a base of its own there.
  if (threshold?.base === 'decisive') return null;
  const base = ballot(`base.${threshold?.base ?? 'valid'}`);
  return <p className={styles['note']}>{t('shareBase', { base, baseCount: number(rows[0]!.share.of) })}</p>;
}
