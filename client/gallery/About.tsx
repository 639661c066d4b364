import { useView } from './gallery.tsx';
import { useWords } from './language.tsx';
import styles from './page.module.css';
import shared from './shared.module.css';

/** Topic, departments, rules, and how many follow: openings, people and those who are here now are three figures. */
export function About() {
  const { about: words, ask, asker } = useWords();
  const { topic, departments, departmentOrder, intake, code } = useView();
  return (
    <>
      <Crowd />
      <section className={shared['card']} aria-labelledby="about-title">
        <h2 id="about-title">{words.title}</h2>
        {topic && (
          <>
            <h3>{words.topic}</h3>
            <p className={shared['text']} dir="auto">
              {topic}
            </p>
          </>
        )}
        <details className={shared['details']}>
          <summary>{words.departments(departmentOrder.length)}</summary>
          <ul className={styles['departments']}>
            {departmentOrder.map((id) => (
              <li key={id}>
                <bdi>{departments[id]?.name}</bdi>
                {departments[id]?.officials.map(({ name, office }) => (
                  <span key={name} className={shared['meta']} dir="auto">
                    {asker.official(office, name)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
        {intake.rules && (
          <details className={shared['details']}>
            <summary>{ask.rules}</summary>
            <p className={shared['text']} dir="auto">
              {intake.rules}
            </p>
          </details>
        )}
        <p className={shared['meta']}>
          {words.code} {code}
        </p>
      </section>
    </>
  );
}

function Crowd() {
  const { crowd: words } = useWords();
  const { crowd, stage } = useView();
  const figures = [
    [words.views, words.viewsOf(crowd.views)],
    [words.viewers, words.people(crowd.viewers)],
    ...(stage === 'ended' ? [] : [[words.watching, words.people(crowd.watching)]]),
    [words.likes, words.likesOf(crowd.likes, crowd.likers)],
  ];
  return (
    <section className={shared['card']} aria-labelledby="crowd-title">
      <h2 id="crowd-title">{words.title}</h2>
      <dl className={styles['figures']}>
        {figures.map(([what, figure]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
