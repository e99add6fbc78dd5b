"""The box of official documents: 索引号, 文号, 发文机关, 成文日期, 有效性; read as fields, and kept out of the text."""
