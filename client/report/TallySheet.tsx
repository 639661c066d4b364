import { useTranslation } from 'react-i18next';
import type { TallyReport } from '../../shared/tally-report.ts';
import { Digest } from '../design/Digest.tsx';
import { useFormat } from '../i18n/format.ts';
import { thresholdWords } from '../result/ballot-words.ts';
import { ItemsTable } from './ItemsTable.tsx';
import { ReturnsTable } from './ReturnsTable.tsx';
import styles from './report.module.css';
import { useReportWords } from './useReportWords.ts';
import { remarksOf, thresholdOf } from './words.ts';

/** 计票结果报告单 as an A4 document, black on white, for paper and for the screen. */
export function TallySheet({ report }: { report: TallyReport }) {
  const { t, ballot } = useReportWords();
  return (
    <article className={styles['sheet']} aria-labelledby="tally-title">
      <header className={styles['head']}>
        <p className={styles['sitting']}>{report.sitting.title}</p>
        <h1 id="tally-title">{t('title')}</h1>
        {report.vote.rehearsal && (
          <p className={styles['rehearsal']}>
            <strong>{ballot('rehearsal')}</strong> {ballot('rehearsalNote')}
          </p>
        )}
      </header>
      <About report={report} />
      <h2>{t('heading.returns')}</h2>
      <ReturnsTable report={report} />
      <h2>{t('heading.items')}</h2>
      <ItemsTable report={report} />
      <Remarks report={report} />
      <Electronic report={report} />
      <Digests report={report} />
      <Signatures report={report} />
    </article>
  );
}

function About({ report }: { report: TallyReport }) {
  const { t, ballot } = useReportWords();
  const { dateTime, time, date, number } = useFormat();
  const { vote, rules, attendance, sections } = report;
  const { openedAt: from, closedAt: to } = vote;
  const sameDay = from !== null && to !== null && date(from) === date(to);
  const finding = sections[0]!.finding;
  const people = (count: number) => t('people', { people: number(count) });
  const period =
    from !== null && to !== null
      ? t('period', { from: dateTime(from), to: sameDay ? time(to) : dateTime(to) })
      : '–';
  const threshold = thresholdWords(ballot, thresholdOf(sections[0]!));
  return (
    <>
      <dl className={styles['about']}>
        <Fact name={t('label.vote')} wide value={vote.title} />
        <Fact name={t('label.kind')} value={t('kindInSecret', { kind: ballot(`kind.${vote.kind}`) })} />
        <Fact name={t('label.round')} value={ballot('round', { round: vote.round })} />
        <Fact name={t('label.period')} wide value={period} />
        <Fact name={t('label.rules')} wide value={t('rulesVersion', rules)} />
        {finding.kind === 'project' ? (
          <>
            <Fact name={t('label.threshold')} wide value={threshold} />
            <Fact name={t('label.seats')} value={t('projects', { projects: number(finding.seats) })} />
            <Fact name={t('label.maxMarks')} value={t('projects', { projects: number(finding.maxMarks) })} />
          </>
        ) : (
          <Fact name={t('label.passing')} wide value={threshold} />
        )}
      </dl>
      <h2>{t('heading.attendance')}</h2>
      <dl className={styles['figures']}>
        <Fact name={ballot('attendance.total')} value={people(attendance.totalMembership)} />
        <Fact name={ballot('attendance.entitled')} value={people(attendance.entitledCount)} />
        <Fact name={ballot('attendance.present')} value={people(attendance.presentCount)} />
        <Fact name={ballot('attendance.absent')} value={people(attendance.absentCount)} />
        {attendance.presentDuringVote !== attendance.presentCount && (
          <Fact name={t('label.presentDuringVote')} value={people(attendance.presentDuringVote)} />
        )}
      </dl>
    </>
  );
}

function Fact({ name, value, wide = false }: { name: string; value: string; wide?: boolean }) {
  return (
    <div className={wide ? styles['wide'] : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Remarks({ report }: { report: TallyReport }) {
  const words = useReportWords();
  const { t, ballot } = words;
  const { list } = useFormat();
  const { sections, reissued } = report;
  const finding = sections[0]!.finding;
  const more = sections.some(({ returns }) => returns.credentialsIssued > returns.deputiesIssued);
  const lines = [
    ...(finding.kind === 'project'
      ? [t('elected', { seats: finding.seats, elected: finding.electedCount })]
      : []),
    ...sections.flatMap((section) =>
      remarksOf(words, section, list).map((remark) =>
        section.subject ? t('remarkOn', { title: section.subject.title, remark }) : remark,
      ),
    ),
    ...(reissued.length > 0 ? [ballot('result.reissued', { names: list(reissued) })] : []),
    ...(more ? [t('credentialsNote')] : []),
    t('notVoted'),
  ];
  return (
    <section className={styles['together']}>
      <h2>{t('heading.remarks')}</h2>
      <ul className={styles['remarks']}>
        {lines.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </section>
  );
}

function Electronic({ report: { scrutineers } }: { report: TallyReport }) {
  const { t } = useTranslation('report');
  if (scrutineers.length === 0) return null;
  return (
    <section className={styles['together']}>
      <h2>{t('heading.electronic')}</h2>
      <ul className={styles['signed']}>
        {scrutineers.map(({ name, chief, confirmed }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two scrutineers may bear one name, and the list never moves
          <li key={at}>
            <span aria-hidden="true">{confirmed ? '☑' : '☐'}</span> {name}
            <small>
              {t(chief ? 'label.chief' : 'label.scrutineer')} ·{' '}
              {t(confirmed ? 'signedMark' : 'notSignedMark')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Digests({ report: { digests } }: { report: TallyReport }) {
  const { t } = useTranslation('report');
  if (!digests) return null;
  return (
    <section className={styles['together']}>
      <h2>{t('heading.digests')}</h2>
      <dl className={styles['digests']}>
        {(['auditDigest', 'publicDigest', 'chainHead'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`label.${name}`)}</dt>
            <dd>
              <Digest value={digests[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['note']}>{t('digestNote')}</p>
    </section>
  );
}

/** Lines for ink: those who watched, those who counted, and the chair. */
function Signatures({ report: { scrutineers, executiveChair } }: { report: TallyReport }) {
  const { t } = useTranslation('report');
  const others = scrutineers.filter(({ chief }) => !chief);
  const chief = scrutineers.find((one) => one.chief);
  const lines = [
    { role: t('label.chief'), name: chief?.name },
    ...others.map(({ name }) => ({ role: t('label.scrutineer'), name })),
    { role: t('signature.teller'), name: undefined },
    { role: t('signature.teller'), name: undefined },
    { role: t('signature.chair'), name: executiveChair },
  ];
  return (
    <section className={styles['together']}>
      <h2>{t('heading.signatures')}</h2>
      <ul className={styles['signatures']}>
        {lines.map(({ role, name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty lines for ink have nothing else to be told apart by
          <li key={at}>
            <span>{name ? t('signature.of', { role, name }) : role}</span>
            <span className={styles['ink']} />
          </li>
        ))}
        <li>
          <span>{t('signature.date')}</span>
          <span className={styles['ink']}>{t('signature.dateBlank')}</span>
        </li>
      </ul>
    </section>
  );
}
