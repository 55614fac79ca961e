-- Up Migration
INSERT INTO questions (topic, kind, prompt, answer, choices) VALUES
  ('biology', 'choice', 'Which part of a cell makes energy?', 'mitochondrion', '["nucleus", "mitochondrion", "membrane"]'),
  ('biology', 'text', 'What is photosynthesis?', 'Plants turn light, water and carbon dioxide into sugar and oxygen', '[]'),
  ('history', 'choice', 'In which year did the Berlin Wall fall?', '1989', '["1961", "1989", "1991"]');

-- Down Migration
DELETE FROM questions;
