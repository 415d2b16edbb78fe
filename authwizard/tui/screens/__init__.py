"""The screens, and what fills them."""
