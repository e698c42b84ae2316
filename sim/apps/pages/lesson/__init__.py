"""The page 课堂 Lesson: a class guesses, sees the simulation over its guess, and hears the reasons."""
