"""The page 推演 What-if: move the levers of the forces and see the whole band move."""
