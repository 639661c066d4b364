import type { GalleryView } from '../../shared/inquiry/views.ts';
import { clockFace } from '../i18n/clock-face.ts';
import { timingOf } from '../inquiry/floor.ts';
import { useServerTime, useView } from './gallery.tsx';
import { useGalleryFormat, useWords } from './language.tsx';
import styles from './now.module.css';
import { usePeople } from './people.ts';
import shared from './shared.module.css';

type Floor = NonNullable<GalleryView['floor']>;

/** What is asked and answered now, or when that will be, and what comes next. */
export function Now() {
  const { now: words } = useWords();
  const view = useView();
  const question = view.floor && view.questions[view.floor.questionId];
  return (
    <section className={`${shared['card']} ${styles['now']}`} aria-label={words.title}>
      {view.floor && question ? <OnTheFloor floor={view.floor} question={question} /> : <Standing />}
      <Next />
    </section>
  );
}

function OnTheFloor({ floor, question }: { floor: Floor; question: GalleryView['questions'][string] }) {
  const { now: words } = useWords();
  const people = usePeople();
  const answering = floor.phase === 'answer';
  const heading = answering ? words.answering : floor.followUp ? words.followUp : words.asking;
  const respondent = people.respondent(floor.respondent) || people.department(question.departmentId);
  return (
    <>
      <div className={styles['nowHead']}>
        <h2>{heading}</h2>
        <Timer key={floor.turnId} floor={floor} />
      </div>
      {answering && respondent && <Who role={words.respondent} name={respondent} />}
      <Who role={words.asker} name={people.asker(question)} />
      <p className={styles['nowText']} dir="auto">
        {question.text}
      </p>
      {!answering && respondent && <Who role={words.respondent} name={respondent} />}
    </>
  );
}

function Who({ role, name }: { role: string; name: string }) {
  return (
    <p className={styles['who']}>
      <span>{role}</span> <bdi>{name}</bdi>
    </p>
  );
}

/** Warns and never cuts anybody off. */
function Timer({ floor: { startedAt, limitSeconds } }: { floor: Floor }) {
  const { now: words } = useWords();
  const { tone, spent, left } = timingOf(startedAt, useServerTime(), limitSeconds);
  return (
    <p className={styles['timer']} data-tone={tone} role="timer">
      <span className="visually-hidden">{words.time(clockFace(spent))}</span>
      <span className={styles['clock']} aria-hidden="true">
        {clockFace(spent)}
      </span>
      <span>
        {tone === 'calm'
          ? words.limit(clockFace(limitSeconds * 1000))
          : tone === 'over'
            ? words.over(clockFace(-left))
            : words.left(clockFace(Math.ceil(left / 1000) * 1000))}
      </span>
    </p>
  );
}

/** Between two questions, before the first and after the last. */
function Standing() {
  const { now: words, segment, stage: stages } = useWords();
  const format = useGalleryFormat();
  const { stage, startsAt, endedAt, segment: current } = useView();
  switch (stage) {
    case 'planned':
      return (
        <>
          <h2>{stages.planned}</h2>
          <p>{startsAt === undefined ? words.soon : words.starts(format.dateTime(startsAt))}</p>
        </>
      );
    case 'live':
      return <h2>{words.segment(segment[current])}</h2>;
    case 'ended':
      return (
        <>
          <h2>{stages.ended}</h2>
          <p>{words.ended(format.dateTime(endedAt ?? 0))}</p>
        </>
      );
    default:
      return stage satisfies never;
  }
}

function Next() {
  const { now: words } = useWords();
  const { questions, next: queued, stage, floor } = useView();
  const people = usePeople();
  const next = queued.filter((id) => id !== floor?.questionId && questions[id]);
  if (next.length === 0 || stage === 'ended') return null;
  return (
    <details className={shared['details']}>
      <summary>
        {words.next} ({next.length})
      </summary>
      <ol className={styles['next']}>
        {next.map((id) => (
          <li key={id}>
            <bdi className={shared['meta']}>{people.asker(questions[id]!)}</bdi>
            <p className={styles['clamped']} dir="auto">
              {questions[id]!.text}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
