-- Up Migration
CREATE TABLE questions (
  id serial PRIMARY KEY,
  topic text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('choice', 'text')),
  prompt text NOT NULL,
  answer text NOT NULL,
  choices jsonb NOT NULL DEFAULT '[]'
);
CREATE TABLE sessions (
  id serial PRIMARY KEY,
  learner_id integer NOT NULL REFERENCES learners,
  topic text NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE answers (
  session_id integer NOT NULL REFERENCES sessions,
  question_id integer NOT NULL REFERENCES questions,
  given text NOT NULL,
  score real NOT NULL,
  is_right boolean NOT NULL,
  PRIMARY KEY (session_id, question_id)
);

-- Down Migration
DROP TABLE answers;
DROP TABLE sessions;
DROP TABLE questions;
