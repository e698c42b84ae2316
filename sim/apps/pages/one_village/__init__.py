"""The page 一村一策 One village: look a village up; see where it is heading and what helps."""
